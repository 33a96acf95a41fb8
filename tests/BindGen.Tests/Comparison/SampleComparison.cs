using System.Collections.Immutable;
using BindGen.Comparison;

namespace BindGen.Tests.Comparison;

/// <summary>A comparison with every kind of subject, of change and of detail, long names, long declarations, and texts that try to be markup.</summary>
internal static class SampleComparison
{
    public const string Hostile = "</script><img src=x onerror=alert(1)><b>&\"'";

    private static Verdicts Breaking { get; } = new(Verdict.Breaking, Verdict.Breaking, Verdict.Breaking);

    private static Verdicts New { get; } = new(Verdict.Compatible, Verdict.Compatible, Verdict.Unaffected);

    public static string LongName { get; } = $"lamp_{string.Join("_", Enumerable.Repeat("with_a_name_that_does_not_end", 5))}";

    public static ApiComparison Value { get; } = new(
        new("lamps-1", "lamps 1.4.2", "x86_64-linux-gnu"),
        new("lamps-2", "lamps 2.0", "x86_64-linux-gnu"),
        [.. Changes().OrderBy(change => change.Header, StringComparer.Ordinal)],
        Unchanged: 1234,
        Moved: 56);

    private static IEnumerable<DeclarationChange> Changes() =>
    [
        new(
            ChangeKind.Changed, SubjectKind.Function, "lamp_open", "lamps/lamp.h",
            new(
                "struct lamp *lamp_open(\n    struct house *house,\n    const char *name);", "lamp_open(house, name: string) as Open -> owned;",
                "public static Lamp Open(HouseRef house, string name);", ["house: borrowed House", "name: string", "result: owned Lamp"]),
            new(
                "struct lamp *lamp_open(\n    struct house *house,\n    const char *name,\n    unsigned int flags);",
                "lamp_open(house: retained while Lamp, name: string, flags) as Open -> owned, nullable;",
                "public static Lamp? Open(House house, string name, LampFlags flags);",
                ["house: retained House while Lamp", "name: string", "flags: value", "result: owned Lamp, nullable"]),
            [
                new(DetailKind.Parameter, "parameter 'flags' is new", Breaking),
                new(DetailKind.Ownership, "parameter 'house' was borrowed and is retained while Lamp", new(Verdict.Unaffected, Verdict.Breaking, Verdict.Suspect)),
                new(DetailKind.Ownership, "the result may be null", new(Verdict.Suspect, Verdict.Breaking, Verdict.Suspect)),
                new(DetailKind.Wrapper, "Open returns Lamp? and takes LampFlags", new(Verdict.Unaffected, Verdict.Breaking, Verdict.Unaffected)),
            ]),
        new(
            ChangeKind.Changed, SubjectKind.Function, "lamp_class_create", "lamps/lamp.h",
            new("#define lamp_class_create(owner, name) __lamp_class_create(owner, name, &key)", "lamp_class_create(owner: null, name: string) as Create -> owned, errptr, until 2;", "public static LampClass Create(string name);", ["result: owned LampClass, or an error pointer"]),
            new("struct lamp_class *lamp_class_create(const char *name);", "lamp_class_create(name: string) as Create -> owned, errptr, since 2;", "public static LampClass Create(string name);", ["result: owned LampClass, or an error pointer"]),
            [
                new(DetailKind.Presence, "was a macro and is a function", new(Verdict.Suspect, Verdict.Unaffected, Verdict.Breaking)),
                new(DetailKind.Parameter, "parameter 'owner' is gone", new(Verdict.Breaking, Verdict.Unaffected, Verdict.Breaking)),
                new(DetailKind.Rule, "has a rule of its own for each version", New),
            ]),
        new(
            ChangeKind.Removed, SubjectKind.Function, "lamp_set_unique", "lamps/lamp.h",
            new("int lamp_set_unique(struct lamp *lamp, const char *name);", "lamp_set_unique(name: string) as SetUnique -> errno, until 2;", "public void SetUnique(string name);", ["lamp: this, borrowed", "name: string", "result: error number"]), null,
            [new(DetailKind.Presence, "is gone", Breaking)]),
        new(
            ChangeKind.Added, SubjectKind.Function, LongName, "lamps/lamp.h",
            null, new($"void {LongName}(struct lamp *lamp, int (*visit)(struct lamp *lamp, void *data, unsigned long long a_parameter_with_a_long_name), void *data);", "", "", []),
            [new(DetailKind.Presence, "is new", New)]),
        new(
            ChangeKind.Added, SubjectKind.Macro, "lamp_for_each", "lamps/lamp.h",
            null, new("#define lamp_for_each(house, lamp)", "lamp_for_each skip \"the enumerator is for that\";", "", ["skipped: the enumerator is owned by C#"]), [new(DetailKind.Presence, "is new", New)]),
        new(
            ChangeKind.Changed, SubjectKind.Constant, "LAMP_MAX", "lamps/limits.h",
            new("#define LAMP_MAX 16", "", "public const int LampMax = 16;", []), new("#define LAMP_MAX 64", "", "public const int LampMax = 64;", []),
            [new(DetailKind.Value, "was 16 and is 64", new(Verdict.Compatible, Verdict.Compatible, Verdict.Breaking))]),
        new(
            ChangeKind.Changed, SubjectKind.Variable, "lamp_bus", "lamps/limits.h",
            new("extern struct bus lamp_bus;", "", "", []), new("extern const struct bus lamp_bus;", "", "", []),
            [
                new(DetailKind.Type, "was struct bus and is const struct bus", new(Verdict.Suspect, Verdict.Unaffected, Verdict.Unaffected)),
                new(DetailKind.Export, "was exported to all, and is exported to GPL modules only", new(Verdict.Suspect, Verdict.Unaffected, Verdict.Suspect)),
            ]),
        new(
            ChangeKind.Changed, SubjectKind.Typedef, "lamp_level", "lamps/limits.h",
            new("typedef unsigned short lamp_level;", "", "", []), new("typedef unsigned int lamp_level;", "", "", []),
            [new(DetailKind.Type, "was unsigned short and is unsigned int", new(Verdict.Compatible, Verdict.Suspect, Verdict.Breaking))]),
        new(
            ChangeKind.Changed, SubjectKind.Enum, "lamp_colour", "lamps/limits.h",
            new("enum lamp_colour {\n    LAMP_RED = 0,\n    LAMP_GREEN = 1,\n};", "enum LampColour = enum lamp_colour;", "public enum LampColour\n{\n    Red = 0,\n    Green = 1,\n}", []),
            new("enum lamp_colour {\n    LAMP_RED = 0,\n    LAMP_AMBER = 1,\n    LAMP_GREEN = 2,\n};", "enum LampColour = enum lamp_colour;", "public enum LampColour\n{\n    Red = 0,\n    Amber = 1,\n    Green = 2,\n}", []),
            [
                new(DetailKind.Value, "LAMP_GREEN was 1 and is 2", new(Verdict.Suspect, Verdict.Suspect, Verdict.Breaking)),
                new(DetailKind.Value, "LAMP_AMBER = 1 is new", New),
            ]),
        new(
            ChangeKind.Changed, SubjectKind.Record, "lamp", "lamps/lamp.h", new(Lamp("unsigned short level;\n    struct house *house;"), "", "", []),
            new(Lamp("union {\n        unsigned short level;\n        unsigned short brightness;\n    };\n    struct house *house;\n    unsigned long long changed;"), "", "", []),
            [
                new(DetailKind.Layout, "size was 104 and is 112 bytes", new(Verdict.Compatible, Verdict.Unaffected, Verdict.Breaking)),
                new(DetailKind.Member, "member 'changed' is new, at 104", new(Verdict.Compatible, Verdict.Unaffected, Verdict.Unaffected)),
                new(DetailKind.AccessPath, "'level' is in an anonymous union now, where it was", new(Verdict.Compatible, Verdict.Unaffected, Verdict.Unaffected)),
            ]),
        new(
            ChangeKind.Changed, SubjectKind.Function, "lamp", "lamps/lamp.h",
            new("int lamp(void);", "", "", ["lamp: consumed Lamp on success", "fn: callback during call: visit(cookie) -> error number"]), new("long lamp(void);", "", "", ["lamp: consumed Lamp on failure", "result: revocable Lamp"]),
            [new(DetailKind.Type, "the result was int and is long", new(Verdict.Compatible, Verdict.Unaffected, Verdict.Suspect))]),
        new(
            ChangeKind.Added, SubjectKind.Item, "LampLock", "", null,
            new("", "guard LampLock = lamp_lock(lamp) / lamp_unlock(lamp) {\n    blocks;\n}", "public readonly ref struct LampLock\n{\n    public void Dispose();\n}", ["guard of Lamp", "lamp: borrowed Lamp, requires Normal"]),
            [new(DetailKind.Rule, "applies since 2", New)]),
        new(
            ChangeKind.Changed, SubjectKind.Constant, "LAMP_GREETING", $"lamps/odd {Hostile}.h", new($"#define LAMP_GREETING \"{Hostile}\"", $"# {Hostile}", $"// {Hostile}", [$"result: owned {Hostile}"]),
            new($"#define LAMP_GREETING \"{Hostile}!\"", $"# {Hostile}!", $"// {Hostile}!", [$"result: borrowed {Hostile}"]),
            [new(DetailKind.Value, $"was {Hostile} and is {Hostile}!", new(Verdict.Suspect, Verdict.Suspect, Verdict.Suspect))]),
        .. Enumerable.Range(1, 14).Select(number => new DeclarationChange(
            ChangeKind.Added, SubjectKind.Function, $"lamp_group_{number}", "lamps/group.h", null, new($"int lamp_group_{number}(struct lamp_group *group);", "", "", ["group: borrowed LampGroup", "result: error number"]),
            [new(DetailKind.Presence, "is new", New)])),
    ];

    private static string Lamp(string members) =>
        $"struct lamp {{\n{string.Concat(Enumerable.Range(0, 12).Select(number => $"    unsigned long long counter_{number};\n"))}    {members}\n{string.Concat(Enumerable.Range(0, 9).Select(number => $"    unsigned char spare_{number};\n"))}}};";
}
