using System.Collections.Immutable;

namespace BindGen.Comparison;

/// <summary>What differs between two versions of a C API, declaration by declaration, and what it means for those who use it.</summary>
/// <param name="Changes">By header, kind of subject and name. Where a declaration stands is no difference.</param>
/// <param name="Unchanged">How many declarations are the same in both.</param>
/// <param name="Moved">How many of those only stand on another line or in another header.</param>
internal sealed record ApiComparison(ComparedApi Before, ComparedApi After, ImmutableArray<DeclarationChange> Changes, int Unchanged, int Moved);

/// <param name="Name">As the user named it: a target, a file, a kernel.</param>
/// <param name="Source">The version that its headers are of, <c>linux 6.12.117</c>; empty when they have none.</param>
/// <param name="Triple">The compiler's target.</param>
internal sealed record ComparedApi(string Name, string Source, string Triple);

/// <summary>One declaration that differs.</summary>
/// <param name="Name">The C name; for <see cref="SubjectKind.Item"/> that of the rules item.</param>
/// <param name="Header">As <c>#include</c> names it, of the later version where that has the declaration; empty for an item.</param>
/// <param name="Before">Null for what is new.</param>
/// <param name="After">Null for what is gone.</param>
/// <param name="Details">What exactly differs, most severe first; at least one.</param>
internal sealed record DeclarationChange(
    ChangeKind Kind,
    SubjectKind Subject,
    string Name,
    string Header,
    DeclarationSide? Before,
    DeclarationSide? After,
    ImmutableArray<ChangeDetail> Details)
{
    /// <summary>For each reader the worst of the details.</summary>
    public Verdicts Verdicts => Details.Aggregate(Verdicts.None, (worst, detail) => worst.Or(detail.Verdicts));
}

/// <summary>A declaration as one of the two versions has it.</summary>
/// <param name="C">Its declaration in C, spelled anew from the facts, with line breaks.</param>
/// <param name="Rule">What the rules say of it in this version, without the comments; empty when they say nothing.</param>
/// <param name="CSharp">The public members of the safe layer that come of it, without bodies; empty when there are none.</param>
/// <param name="Ownership">Who owns what, in a few words each: <c>result: owned Device, nullable</c>.</param>
internal sealed record DeclarationSide(string C, string Rule, string CSharp, ImmutableArray<string> Ownership);

/// <param name="Text">A sentence without its full stop: <c>parameter 'owner' is gone</c>.</param>
internal sealed record ChangeDetail(DetailKind Kind, string Text, Verdicts Verdicts);

/// <summary>What a change means for three readers.</summary>
/// <param name="Source">C that uses the declaration, compiled anew.</param>
/// <param name="Wrapper">C# that uses the safe layer, compiled anew with what is generated now.</param>
/// <param name="Binary">Bindings that were generated from the earlier version and are run on the later one.</param>
internal sealed record Verdicts(Verdict Source, Verdict Wrapper, Verdict Binary)
{
    public static Verdicts None { get; } = new(Verdict.Unaffected, Verdict.Unaffected, Verdict.Unaffected);

    public Verdict Worst => (Verdict)Math.Max((int)Source, Math.Max((int)Wrapper, (int)Binary));

    public Verdicts Or(Verdicts other) => new(Worse(Source, other.Source), Worse(Wrapper, other.Wrapper), Worse(Binary, other.Binary));

    private static Verdict Worse(Verdict left, Verdict right) => left > right ? left : right;
}

/// <summary>What a change means for one reader; later ones are worse.</summary>
internal enum Verdict
{
    /// <summary>The reader cannot see it.</summary>
    Unaffected,

    /// <summary>The reader can see it, and what was right stays right: something new.</summary>
    Compatible,

    /// <summary>It may be right or not: somebody has to look.</summary>
    Suspect,

    /// <summary>What was right is wrong now.</summary>
    Breaking,
}

internal enum ChangeKind
{
    Added,
    Removed,
    Changed,
}

internal enum SubjectKind
{
    Function,

    /// <summary>A macro with parameters.</summary>
    Macro,

    /// <summary>A macro without parameters that has a value.</summary>
    Constant,
    Variable,
    Typedef,
    Enum,
    Record,

    /// <summary>An item of the rules, where no C declaration of its own changed.</summary>
    Item,
}

/// <summary>What kind of difference a detail is; filters and colours go by it.</summary>
internal enum DetailKind
{
    /// <summary>The declaration is new or gone, or is of another kind: a macro became a function.</summary>
    Presence,
    Parameter,
    Type,

    /// <summary>An enumerator or a constant.</summary>
    Value,

    /// <summary>A member is new, gone or of another type.</summary>
    Member,

    /// <summary>Size, alignment or an offset.</summary>
    Layout,

    /// <summary>A member is reached by another path, and is where it was.</summary>
    AccessPath,

    /// <summary>Who may call it, and from which module it comes.</summary>
    Export,
    Ownership,

    /// <summary>A rule applies to one version only, or fits no longer.</summary>
    Rule,

    /// <summary>What the safe layer shows.</summary>
    Wrapper,
}
