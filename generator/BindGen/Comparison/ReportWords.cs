using System.Collections.Immutable;

namespace BindGen.Comparison;

/// <summary>A reader of a comparison, as reports name them.</summary>
/// <param name="Key">In addresses and attributes.</param>
/// <param name="Letter">Where there is no space for a word.</param>
/// <param name="Meaning">Who it is, in a few words.</param>
internal sealed record ReaderWords(Reader Reader, string Key, string Label, string Letter, string Meaning);

/// <summary>The words and signs of a comparison. Each has a sign as well as a colour: colours are not for everybody, nor for every printer.</summary>
internal static class ReportWords
{
    /// <summary>Worst first.</summary>
    public static ImmutableArray<Verdict> Levels { get; } = [Verdict.Breaking, Verdict.Suspect, Verdict.Compatible, Verdict.Unaffected];

    public static ImmutableArray<ReaderWords> Readers { get; } =
    [
        new(Reader.Source, "source", "C source", "C", "C that is compiled anew"),
        new(Reader.Wrapper, "wrapper", "wrapper source", "W", "C# that is compiled anew"),
        new(Reader.Binary, "binary", "binary", "B", "bindings of before, met by after"),
    ];

    public static string Word(this Verdict verdict) => verdict switch
    {
        Verdict.Breaking => "breaking",
        Verdict.Suspect => "suspect",
        Verdict.Compatible => "compatible",
        _ => "unaffected",
    };

    public static string Sign(this Verdict verdict) => verdict switch
    {
        Verdict.Breaking => "×",
        Verdict.Suspect => "?",
        Verdict.Compatible => "✓",
        _ => "·",
    };

    public static string Word(this ChangeKind kind) => kind switch
    {
        ChangeKind.Added => "added",
        ChangeKind.Removed => "removed",
        _ => "changed",
    };

    public static string Sign(this ChangeKind kind) => kind switch
    {
        ChangeKind.Added => "+",
        ChangeKind.Removed => "−",
        _ => "±",
    };

    public static string Words(this SubjectKind subject) => subject == SubjectKind.Item ? "rules item" : subject.Value();

    /// <summary>One word, in addresses and attributes.</summary>
    public static string Value(this SubjectKind subject) => subject switch
    {
        SubjectKind.Function => "function",
        SubjectKind.Macro => "macro",
        SubjectKind.Constant => "constant",
        SubjectKind.Variable => "variable",
        SubjectKind.Typedef => "typedef",
        SubjectKind.Enum => "enum",
        SubjectKind.Record => "record",
        _ => "item",
    };

    public static string Words(this DetailKind detail) => detail == DetailKind.AccessPath ? "access path" : detail.Value();

    /// <summary>One word, in addresses and attributes.</summary>
    public static string Value(this DetailKind detail) => detail switch
    {
        DetailKind.Presence => "presence",
        DetailKind.Parameter => "parameter",
        DetailKind.Type => "type",
        DetailKind.Value => "value",
        DetailKind.Member => "member",
        DetailKind.Layout => "layout",
        DetailKind.AccessPath => "path",
        DetailKind.Export => "export",
        DetailKind.Ownership => "ownership",
        DetailKind.Rule => "rule",
        _ => "wrapper",
    };
}
