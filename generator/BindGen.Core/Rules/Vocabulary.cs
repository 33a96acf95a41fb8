namespace BindGen.Rules;

/// <summary>How an item is written.</summary>
internal enum ItemForm
{
    Directive,
    Block,
    Pair,
}

/// <param name="Usage">The form to show in messages.</param>
internal sealed record ItemKeyword(string Text, ItemForm Form, string Usage);

/// <summary>The closed lists of keywords that the parser needs; what they mean is decided by the Ownership stage.</summary>
internal static class Vocabulary
{
    public static IReadOnlyList<ItemKeyword> Items { get; } =
    [
        new("callbacks", ItemForm.Block, "callbacks Name = struct type { … }"),
        new("constants", ItemForm.Block, "constants Name = PREFIX_*;"),
        new("enum", ItemForm.Block, "enum Name = enum type { … }"),
        new("enumerator", ItemForm.Pair, "enumerator Name = next(from: consumed) -> owned, nullable;"),
        new("functions", ItemForm.Block, "functions Name { … }"),
        new("guard", ItemForm.Pair, "guard Name = enter(…) / exit(…);"),
        new("handle", ItemForm.Block, "handle Name = struct type { … }"),
        new("header", ItemForm.Directive, "header <path/to.h>;"),
        new("library", ItemForm.Directive, "library \"name\";"),
        new("output", ItemForm.Directive, "output \"path/{target}\";"),
        new("project", ItemForm.Directive, "project Name;"),
        new("prototype", ItemForm.Directive, "prototype \"int name(int parameter)\";"),
        new("record", ItemForm.Block, "record Name = struct type { … }"),
        new("registration", ItemForm.Pair, "registration Name = begin(…) / end(…) { … }"),
        new("rules", ItemForm.Directive, "rules \"one.rules\", \"two.rules\";"),
        new("target", ItemForm.Block, "target name { kernel 6.12; arch x86_64; }"),
        new("umbrella", ItemForm.Directive, "umbrella \"all.h\";"),
    ];

    /// <summary>Words that say something of a block and are never a C symbol there, unless parentheses follow.</summary>
    private static readonly Dictionary<string, string[]> Statements = new(StringComparer.Ordinal)
    {
        ["callbacks"] = ["blocks", "context", "cookie", "embedded", "fails", "fenced", "once", "optional", "owner", "requires", "since", "stops", "until"],
        ["constants"] = ["flags", "prefix", "since", "until"],
        ["enum"] = ["flags", "prefix", "since", "until"],
        ["enumerator"] = ["blocks", "context", "instead", "requires", "since", "stops", "until"],
        ["functions"] = ["context", "prefix", "requires", "since", "until"],
        ["guard"] = ["blocks", "context", "excludes", "fenced", "instead", "once", "proves", "recursive", "requires", "since", "until"],
        ["handle"] = ["blocks", "context", "embedded", "opaque", "owned", "prefix", "refcounted", "registered", "released", "requires", "revocable", "since", "states", "until", "weak"],
        ["record"] = ["embedded", "opaque", "prefix", "requires", "since", "size", "static", "until", "zeroed"],
        ["registration"] = ["blocks", "context", "cookie", "fenced", "instead", "once", "requires", "revocable", "since", "states", "until"],
        ["target"] = ["api", "arch", "arguments", "define", "headers", "include", "kernel", "library", "triple"],
    };

    public static ItemKeyword? FindItem(string text) => Items.FirstOrDefault(item => item.Text == text);

    /// <summary>The statements of a kind of block, in ordinal order.</summary>
    public static IReadOnlyList<string> StatementsOf(string block) => Statements[block];

    public static bool IsStatement(string block, string text) =>
        Array.BinarySearch(Statements[block], text, StringComparer.Ordinal) >= 0;

    /// <summary>The kinds of block in which a word is a statement, in ordinal order.</summary>
    public static IReadOnlyList<string> BlocksWith(string statement) =>
        [.. Statements.Where(pair => pair.Value.Contains(statement)).Select(pair => pair.Key).OrderBy(block => block, StringComparer.Ordinal)];
}
