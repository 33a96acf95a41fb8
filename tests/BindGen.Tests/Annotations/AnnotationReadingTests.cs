using BindGen.Comparison;
using BindGen.Model;
using BindGen.Tests.Clang;
using Xunit;

namespace BindGen.Tests.Annotations;

/// <summary>The attributes of a header in the model.</summary>
public sealed class AnnotationReadingTests
{
    private const string Header = """
        struct BG_HANDLE(Lamp) lamp;
        union BG_RECORD(Either) either { BG_SKIP("a \"reason\"") void *one; int two; };
        enum BG_ENUM(Color) color { RED };
        BG_OWNED BG_NULLABLE struct lamp *lamp_find(int room, BG_STRING const char *name, BG_OUT int *);
        struct lamp *lamp_find(int room, const char *name, int *place);
        void lamp_put(struct lamp *lamp BG_CONSUMED);
        void lamp_put(struct lamp *lamp);
        void other(void) __attribute__((annotate("of another tool")));
        typedef struct BG_RECORD(Point) { int x; } point_t;
        """;

    [LibClangFact]
    public void Each_stands_on_its_declaration_at_its_place_once()
    {
        var api = AnnotatedHeader.Parse(Header);

        Assert.Equal(
            [
                "test.h:2:8 struct lamp = handle Lamp",
                "test.h:3:7 union either = record Either",
                "test.h:3:34 field either one = skip \"a \\\"reason\\\"\"",
                "test.h:4:6 enum color = enum Color",
                "test.h:5:1 function lamp_find = owned",
                "test.h:5:10 function lamp_find = nullable",
                "test.h:5:55 parameter lamp_find 1 = string",
                "test.h:5:83 parameter lamp_find 2 = out",
                "test.h:7:33 parameter lamp_put 0 = consumed",
                "test.h:10:16 struct typedef.point_t = record Point",
            ],
            api.Annotations.Select(item => $"{item.Location.Header}:{item.Location.Line}:{item.Column} {item.Subject} = {item.Phrase}"));
    }

    [LibClangFact]
    public void Headers_without_annotations_have_none()
    {
        var api = TestHeader.Parse("int f(int a) __attribute__((pure));\nstruct s { int a __attribute__((aligned(8))); };\n");

        Assert.Empty(api.Annotations);
        Assert.DoesNotContain("annotation", ApiWriter.Write(api), StringComparison.Ordinal);
    }

    [LibClangFact]
    public void An_annotation_that_changes_is_a_change_of_the_api()
    {
        var before = AnnotatedHeader.Parse("BG_OWNED int *f(BG_STRING const char *text);\nint g(void);\n");
        var after = AnnotatedHeader.Parse("BG_BORROWED int *f(BG_STRING const char *text);\n\nBG_ERRNO int g(void);\n");

        Assert.Equal(
            [
                "f: the header says no more 'owned'", "f: the header says 'borrowed'",
                "g: the header says 'errno'",
            ],
            ApiComparer.Compare(ComparedVersion.Of("before", before), ComparedVersion.Of("after", after)).Changes
                .SelectMany(change => change.Details, (change, detail) => $"{change.Name}: {detail.Text}"));
        Assert.NotEqual(before, before with { Annotations = [] });
    }

    [LibClangFact]
    public void What_stands_where_nothing_is_read_is_no_silence()
    {
        var (api, found) = TestHeader.TryParse(TestHeader.Request(TestHeader.LibClang, """
            #include <bindgen.h>
            #define BG_OTHER
            #define MINE BG_NULLABLE BG_STRING
            BG_OTHER BG_HANDLE(Lost) struct lost;
            BG_OWNED extern int *variable;
            int one(void (*call)(BG_STRING const char *text)), two(MINE const char *text);
            BG_ERRNO int three(void);
            BG_ERRNO int three(void);
            """, "-I", Repository.PathOf("headers")));

        Assert.Null(api);
        Assert.Equal(
            ["test.h(4,10) BG0106: nothing is read from 'BG_HANDLE' here", "test.h(5,1) BG0106: nothing is read from 'BG_OWNED' here", "test.h(6,22) BG0106: nothing is read from 'BG_STRING' here"],
            AnnotatedHeader.Messages(found));
    }

    [BothLibClangsFact]
    public void Versions_14_and_19_read_the_same()
    {
        var text = Repository.Read("headers", "bindgen.h") + Header;

        var older = OtherLibClang.Capture(14, text);
        var newer = OtherLibClang.Capture(19, text);

        Assert.Contains("\nannotation parameter lamp_find 1\n", older, StringComparison.Ordinal);
        Assert.Equal(older[older.IndexOf('\n')..], newer[newer.IndexOf('\n')..]);
    }
}
