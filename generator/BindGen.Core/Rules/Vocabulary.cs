namespace BindGen.Rules;

/// <summary>How an item is written.</summary>
internal enum ItemForm
{
    Directive,
    Block,
    Pair,
}

/// <param name="Usage">The form to show in messages.</param>
/// <param name="Meaning">What the item is for, as a sentence without its full stop.</param>
internal sealed record ItemKeyword(string Text, ItemForm Form, string Usage, string Meaning);

/// <summary>The closed lists of words of the language; <see cref="RuleWords"/> has those that stand inside items.</summary>
internal static class Vocabulary
{
    public static IReadOnlyList<ItemKeyword> Items { get; } =
    [
        new("callbacks", ItemForm.Block, "callbacks Name = struct type { … }", "A table of function pointers that C# implements"),
        new("constants", ItemForm.Block, "constants Name = PREFIX_*;", "The macros that begin with a prefix, as an enum or a class of constants"),
        new("enum", ItemForm.Block, "enum Name = enum type { … }", "An enum under a name of its own"),
        new("enumerator", ItemForm.Pair, "enumerator Name = next(from: consumed) -> owned, nullable;", "A cursor: what gives one object after the other"),
        new("functions", ItemForm.Block, "functions Name { … }", "Functions without a receiver, and what is to be skipped"),
        new("guard", ItemForm.Pair, "guard Name = enter(…) / exit(…);", "A section or a lock: the value that stands for it proves that it was entered"),
        new("handle", ItemForm.Block, "handle Name = struct type { … }", "An object with identity: owned or borrowed, never copied"),
        new("header", ItemForm.Directive, "header <path/to.h>;", "A header whose functions and macros these rules account for"),
        new("library", ItemForm.Directive, "library \"name\";", "The native library that generated code loads"),
        new("output", ItemForm.Directive, "output \"path/{target}\";", "Where generated files go"),
        new("project", ItemForm.Directive, "project Name;", "The name of the project and the namespace of what is generated"),
        new("prototype", ItemForm.Directive, "prototype \"int name(int parameter)\";", "The types of a macro with parameters, which C does not say: a shim with these types calls it"),
        new("record", ItemForm.Block, "record Name = struct type { … }", "A struct that is copied in and out as a value, or that stays for ever"),
        new("registration", ItemForm.Pair, "registration Name = begin(…) / end(…) { … }", "What one call begins and a second call ends"),
        new("rules", ItemForm.Directive, "rules \"one.rules\", \"two.rules\";", "The rules files of the project"),
        new("target", ItemForm.Block, "target name { kernel 6.12; arch x86_64; }", "One kernel and architecture, or one version of a library, to generate for"),
        new("umbrella", ItemForm.Directive, "umbrella \"all.h\";", "The file that includes every header, when their order matters"),
    ];

    /// <summary>Words that say something of a block and are never a C symbol there, unless parentheses follow.</summary>
    private static readonly Dictionary<string, string[]> Statements = Items
        .Where(item => item.Form != ItemForm.Directive)
        .ToDictionary(item => item.Text, item => RuleWords.At(PlaceOf(item.Text)), StringComparer.Ordinal);

    private static readonly Dictionary<string, ItemKeyword> ItemsByText = Items.ToDictionary(item => item.Text, StringComparer.Ordinal);

    private static readonly ILookup<string, string> Blocks = Statements
        .SelectMany(pair => pair.Value.Select(word => (Block: pair.Key, Word: word)))
        .OrderBy(pair => pair.Block, StringComparer.Ordinal)
        .ToLookup(pair => pair.Word, pair => pair.Block, StringComparer.Ordinal);

    public static ItemKeyword? FindItem(string text) => ItemsByText.TryGetValue(text, out var item) ? item : null;

    /// <summary>The statements of a kind of block, in ordinal order.</summary>
    public static IReadOnlyList<string> StatementsOf(string block) => Statements[block];

    public static bool IsStatement(string block, string text) =>
        Array.BinarySearch(Statements[block], text, StringComparer.Ordinal) >= 0;

    /// <summary>The kinds of block in which a word is a statement, in ordinal order.</summary>
    public static IReadOnlyList<string> BlocksWith(string statement) => [.. Blocks[statement]];

    /// <summary>Where the statements of a kind of block stand.</summary>
    public static WordPlace PlaceOf(string block) => block switch
    {
        "handle" => WordPlace.Handle,
        "record" => WordPlace.Record,
        "enum" => WordPlace.Enum,
        "constants" => WordPlace.Constants,
        "callbacks" => WordPlace.Callbacks,
        "registration" => WordPlace.Registration,
        "guard" => WordPlace.Guard,
        "enumerator" => WordPlace.Enumerator,
        "functions" => WordPlace.Functions,
        _ => WordPlace.Target,
    };
}
