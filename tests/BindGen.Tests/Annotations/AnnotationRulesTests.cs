using BindGen.Diagnostics;
using BindGen.Ownership;
using BindGen.Tests.Clang;
using BindGen.Tests.Ownership;
using Xunit;
using static VerifyXunit.Verifier;

namespace BindGen.Tests.Annotations;

/// <summary>Annotations mean what rules with the same words mean, and give way to rules.</summary>
public sealed class AnnotationRulesTests
{
    private const string Lamp = "struct BG_HANDLE(Lamp) BG_REFCOUNTED(lamp_get, lamp_put) lamp;\nstruct lamp *lamp_get(struct lamp *lamp);\nvoid lamp_put(struct lamp *lamp);\n";

    /// <summary>What lamps.h says, as a rules file says it.</summary>
    private const string LampsRules = """
        header <lamps.h>;

        handle Room = struct room {
            refcounted room_get / room_put;
            room_open(name: string) as Open -> owned, nullable;
            room_name(room) as CopyName -> unstable "room_rename() replaces it";
            room_rename(room, name: string) as Rename -> errno;
        }
        handle Bulb = struct bulb {
            bulb_new(watts, color) as Create -> owned by bulb_free;
            bulb_free unsafe BULB-HOT "the bulb must have cooled down";
            bulb_color_of(bulb) as GetColor;
        }
        enum BulbColor = enum bulb_color { }
        handle Lamp = struct lamp {
            refcounted lamp_get / lamp_put;
            lamp_new(room, name: string) as Create -> owned;
            lamp_room(lamp) as GetRoom -> borrowed from lamp;
            lamp_screw_in(lamp, bulb: consumed on success) as ScrewIn -> errno;
            lamp_switch(lamp, on) as Switch -> errno;
            lamp_measure(lamp, watts: out) as Measure -> errno;
            lamp_adjust(lamp, settings: inout) as Adjust -> errno;
            lamp_level(lamp) as GetLevel;
            lamp_hide_now skip "lamp_hide waits for visitors";
            lamp_is_dim(lamp) as IsDim;
        }
        record LampSettings = struct lamp_settings {
            .level;
            .flicker;
            .reserved skip "for later";
        }
        guard LampTouch = lamp_touch(lamp) / lamp_let_go(lamp) { blocks; }
        registration LampShow = lamp_show(lamp, place) / lamp_hide(lamp) { once; fenced; }
        functions Books {
            lamps_live as CountLive;
            lamps_violations as CountViolations;
            lamps_shown as CountShown;
        }
        """;

    [LibClangFact]
    public void They_are_what_the_same_rules_are()
    {
        var api = AnnotatedHeader.Lamps();

        var (annotated, notes) = AnnotatedHeader.Bind(api);
        var (ruled, _) = AnnotatedHeader.Bind(api with { Annotations = [] }, LampsRules);

        Assert.Empty(AnnotatedHeader.Messages(notes));
        Assert.Equal(ModelPrinter.Print(ruled!), ModelPrinter.Print(annotated!));
        Assert.Equal(["lamp_secret"], annotated!.Symbols.Where(symbol => symbol.Disposition == Disposition.NotYet).Select(symbol => symbol.Symbol.Name));
        Assert.DoesNotContain(annotated.Symbols, symbol => symbol.Disposition == Disposition.Stated);
    }

    [LibClangFact]
    public void Rules_for_the_same_things_count_and_a_note_says_so()
    {
        var api = AnnotatedHeader.Lamps();

        var (model, found) = AnnotatedHeader.Bind(api, LampsRules);
        var (ruled, _) = AnnotatedHeader.Bind(api with { Annotations = [] }, LampsRules);

        Assert.All(found, note => Assert.Equal((DiagnosticKinds.RuleOverridesAnnotation, "test.rules", "lamps.h"), (note.Kind, note.Span!.Value.File, note.Related!.Span.File)));
        Assert.Equal(["room", "room_get", "room_put", "room_open"], found.Take(4).Select(note => note.Message.Split('\'')[1]));
        Assert.Equal(27, found.Length);
        Assert.Equal(ModelPrinter.Print(ruled!), ModelPrinter.Print(model!));
    }

    [LibClangFact]
    public void A_rule_overrides_one_function_and_the_rest_joins_its_handle()
    {
        var api = AnnotatedHeader.Parse(Lamp + "BG_NAME(Find) BG_OWNED struct lamp *lamp_find(BG_STRING const char *name);\nBG_NAME(Shine) void lamp_light(struct lamp *lamp);\n");

        var (model, found) = AnnotatedHeader.Bind(api, "handle Light = struct lamp {\n    refcounted lamp_get / lamp_put;\n    lamp_find(name: string) as Search -> owned, nullable;\n}\n");

        Assert.Equal(
            [
                "test.rules(1,8) BG0312: 'lamp' is annotated in its header; this rule counts, and the annotations do not",
                "test.rules(3,5) BG0312: 'lamp_find' is annotated in its header; this rule counts, and the annotations do not",
            ], AnnotatedHeader.Messages(found));
        Assert.Equal((5, 1), (found[1].Related!.Span.Line, found[1].Related!.Span.Column));
        Assert.Equal(["Light: Search, Shine"], model!.Handles.Select(handle => $"{handle.Name}: {string.Join(", ", handle.Methods.Select(method => method.Name))}"));
    }

    [LibClangFact]
    public async Task What_is_wrong_is_reported_in_the_header()
    {
        var api = AnnotatedHeader.Parse(Lamp + """
            BG_OWNED const char *lamp_name(struct lamp *lamp);
            BG_NAME(Seek) struct lamp *lamp_seek(const char *name);
            BG_PHRASE("nulable") struct lamp *lamp_near(struct lamp *lamp);
            BG_SKIP() void lamp_rest(struct lamp *lamp);
            BG_REGISTRATION(Show, lamp_hyde) int lamp_show(struct lamp *lamp);
            BG_PHRASE("guard Touch") void lamp_touch(struct lamp *lamp);
            void lamp_move(struct lamp *lamp, BG_NULABLE struct lamp *to);
            struct BG_STATIC plain { BG_STRING const char *text; };
            BG_PHRASE("owned; twice") struct lamp *lamp_twice(void);
            """.Replace("BG_NULABLE", "BG_PHRASE(\"nulable\")", StringComparison.Ordinal));

        var (model, found) = AnnotatedHeader.Bind(api);

        Assert.Null(model);
        Assert.Equal(9, Assert.Single(found, item => item.Kind == DiagnosticKinds.UnknownSymbol).Span!.Value.Line);
        await Verify(string.Join('\n', AnnotatedHeader.Messages([.. found.Where(item => item.Kind != DiagnosticKinds.UnknownSymbol)])));
    }

    [LibClangFact]
    public void Nothing_that_is_said_of_a_part_is_lost()
    {
        var api = AnnotatedHeader.Parse("""
            struct BG_HANDLE(Lamp) BG_REFCOUNTED(lamp_get, lamp_put) lamp;
            BG_OWNED struct lamp *lamp_get(struct lamp *lamp);
            BG_BLOCKS void lamp_put(BG_CONSUMED struct lamp *lamp);
            BG_GUARD(LampTouch, lamp_let_go) BG_BOOL int lamp_touch(struct lamp *lamp, BG_TOKEN int *key);
            BG_ATOMIC void lamp_let_go(struct lamp *lamp, BG_TOKEN int key);
            """);

        var (_, found) = AnnotatedHeader.Bind(api);

        Assert.Equal(
            [
                "test.h(4,1) BG0306: 'blocks' says nothing of 'lamp_put', which counts or releases references",
                "test.h(6,1) BG0306: 'context' says nothing of 'lamp_let_go', which ends 'LampTouch'",
            ], AnnotatedHeader.Messages(found));
    }

    [LibClangFact]
    public void Walks_cursors_and_members_are_what_rules_make_of_them()
    {
        var api = AnnotatedHeader.Parse(Lamp + """
            struct lamp_walk { int position; };
            BG_WALK(LampWalk, walk_end, walk_next) BG_BLOCKS void walk_begin(BG_CURSOR struct lamp_walk *walk);
            void walk_end(BG_CURSOR struct lamp_walk *walk);
            BG_BORROWED BG_NULLABLE struct lamp *walk_next(BG_CURSOR struct lamp_walk *walk);
            BG_ENUMERATOR(LampCursor) BG_OWNED BG_NULLABLE struct lamp *lamp_next(BG_CONSUMED BG_NULLABLE struct lamp *from);
            struct BG_HANDLE(Table) BG_STATIC table { BG_NAME(Map) BG_ERRNO int (*map)(struct table *table, int size); void *data; };
            BG_NAME(Each) BG_ERRNO int lamp_each(struct lamp *lamp, BG_COOKIE void *data, BG_CALLBACK_DURING_CALL BG_STOPS_ON_NONZERO int (*fn)(struct lamp *, void *));
            """);

        var (annotated, found) = AnnotatedHeader.Bind(api);
        var (ruled, _) = AnnotatedHeader.Bind(api with { Annotations = [] }, """
            handle Lamp = struct lamp {
                refcounted lamp_get / lamp_put;
                lamp_each(lamp, data: cookie, fn: callback during call, stops on nonzero) as Each -> errno;
            }
            handle Table = struct table { static; .map(arg1) as Map -> errno; }
            enumerator LampWalk = walk_begin(walk: cursor) / walk_end(walk: cursor) {
                blocks;
                walk_next(walk: cursor) -> borrowed, nullable;
            }
            enumerator LampCursor = lamp_next(from: consumed nullable) -> owned, nullable;
            """);

        Assert.Empty(AnnotatedHeader.Messages(found));
        Assert.Equal(ModelPrinter.Print(ruled!), ModelPrinter.Print(annotated!));
    }
}
