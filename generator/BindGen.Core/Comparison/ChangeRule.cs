namespace BindGen.Comparison;

/// <summary>What one kind of difference means for the three readers. This is the whole classification; <c>generator/docs/diff.md</c> explains it.</summary>
/// <param name="Id">A short name, unique, for the page of documentation and for tests.</param>
/// <param name="Binary">Where the safe layer uses the declaration. Where only the raw layer has it, <see cref="Verdict.Breaking"/> is no more
/// than <see cref="Verdict.Suspect"/>: a program may use it, and what the rules wrap does not.</param>
internal sealed record ChangeRule(string Id, DetailKind Kind, Verdict Source, Verdict Wrapper, Verdict Binary)
{
    private const Verdict None = Verdict.Unaffected;
    private const Verdict Fine = Verdict.Compatible;
    private const Verdict Look = Verdict.Suspect;
    private const Verdict Break = Verdict.Breaking;

    // Something is new or gone
    public static readonly ChangeRule New = new("new", DetailKind.Presence, Fine, None, None);
    public static readonly ChangeRule SymbolGone = new("symbol gone", DetailKind.Presence, Break, None, Break);
    public static readonly ChangeRule TypeGone = new("type gone", DetailKind.Presence, Break, None, None);
    public static readonly ChangeRule TypeUnreached = new("type not reached", DetailKind.Presence, Look, None, None);
    public static readonly ChangeRule MacroGone = new("macro gone", DetailKind.Presence, Break, None, None);
    public static readonly ChangeRule EmptyMacroGone = new("empty macro gone", DetailKind.Presence, Look, None, None);
    public static readonly ChangeRule MacroToFunction = new("macro to function", DetailKind.Presence, Look, None, None);
    public static readonly ChangeRule ShimToFunction = new("shim to function", DetailKind.Presence, Look, None, Look);
    public static readonly ChangeRule FunctionToMacro = new("function to macro", DetailKind.Presence, Look, None, Break);
    public static readonly ChangeRule ConstantToEnumerator = new("constant to enumerator", DetailKind.Presence, Fine, None, None);
    public static readonly ChangeRule OtherKind = new("other kind", DetailKind.Presence, Break, None, Break);
    public static readonly ChangeRule Completed = new("completed", DetailKind.Presence, Fine, None, None);
    public static readonly ChangeRule Hidden = new("hidden", DetailKind.Presence, Break, None, Break);

    // How it is called
    public static readonly ChangeRule ToInline = new("symbol to inline", DetailKind.Presence, Fine, None, Break);
    public static readonly ChangeRule FromInline = new("inline to symbol", DetailKind.Presence, Fine, None, Look);
    public static readonly ChangeRule Label = new("symbol name", DetailKind.Export, None, None, Break);
    public static readonly ChangeRule Exported = new("exported", DetailKind.Export, Fine, None, Fine);
    public static readonly ChangeRule ExportGone = new("export gone", DetailKind.Export, Break, None, Break);
    public static readonly ChangeRule GplOnly = new("GPL only", DetailKind.Export, Look, None, Look);
    public static readonly ChangeRule GplLifted = new("GPL lifted", DetailKind.Export, Fine, None, Fine);
    public static readonly ChangeRule Module = new("other module", DetailKind.Export, None, None, Fine);
    public static readonly ChangeRule ThreadLocal = new("thread-local", DetailKind.Type, Look, None, Break);

    // Parameters
    public static readonly ChangeRule ParameterNew = new("parameter new", DetailKind.Parameter, Break, None, Break);
    public static readonly ChangeRule ParameterGone = new("parameter gone", DetailKind.Parameter, Break, None, Break);
    public static readonly ChangeRule ParametersReordered = new("parameters reordered", DetailKind.Parameter, Break, None, Break);
    public static readonly ChangeRule ParameterRenamed = new("parameter renamed", DetailKind.Parameter, None, None, None);
    public static readonly ChangeRule VariadicNew = new("variadic", DetailKind.Parameter, Fine, None, Look);
    public static readonly ChangeRule VariadicGone = new("variadic no more", DetailKind.Parameter, Break, None, Look);

    // Types
    public static readonly ChangeRule Spelling = new("type spelled otherwise", DetailKind.Type, Fine, None, None);
    public static readonly ChangeRule QualifierAccepts = new("qualifier that accepts more", DetailKind.Type, Fine, None, None);
    public static readonly ChangeRule QualifierRefuses = new("qualifier that accepts less", DetailKind.Type, Look, None, None);
    public static readonly ChangeRule SameSize = new("number of the same size", DetailKind.Type, Look, None, Look);
    public static readonly ChangeRule OtherSize = new("number of another size", DetailKind.Type, Look, None, Break);
    public static readonly ChangeRule VoidPointer = new("to or from void pointer", DetailKind.Type, Look, None, Look);
    public static readonly ChangeRule CallbackQualifiers = new("qualifiers in a function pointer", DetailKind.Type, Break, None, None);
    public static readonly ChangeRule ResultNew = new("result instead of none", DetailKind.Type, Fine, None, Look);
    public static readonly ChangeRule ArrayLength = new("array of another length", DetailKind.Type, Fine, None, Break);
    public static readonly ChangeRule OtherType = new("another type", DetailKind.Type, Break, None, Break);

    // Values
    public static readonly ChangeRule ValueNew = new("enumerator new", DetailKind.Value, Fine, None, None);
    public static readonly ChangeRule ValueGone = new("enumerator gone", DetailKind.Value, Break, None, Look);
    public static readonly ChangeRule ValueRenamed = new("enumerator renamed", DetailKind.Value, Break, None, None);
    public static readonly ChangeRule ValueChanged = new("value changed", DetailKind.Value, Look, None, Break);
    public static readonly ChangeRule ConstantKind = new("constant no more or only now", DetailKind.Value, Look, None, Look);
    public static readonly ChangeRule ConstantType = new("constant of another type", DetailKind.Value, Look, None, None);
    public static readonly ChangeRule EnumType = new("enum of another type", DetailKind.Layout, Fine, None, Break);

    // Members and layouts
    public static readonly ChangeRule MemberNew = new("member new", DetailKind.Member, Fine, None, None);
    public static readonly ChangeRule MemberGone = new("member gone", DetailKind.Member, Break, None, Break);
    public static readonly ChangeRule MemberRenamed = new("member renamed", DetailKind.Member, Break, None, None);
    public static readonly ChangeRule AccessPath = new("member in an anonymous part", DetailKind.AccessPath, Fine, None, None);
    public static readonly ChangeRule NamedPath = new("member in a named part", DetailKind.AccessPath, Break, None, None);
    public static readonly ChangeRule Offset = new("offset", DetailKind.Layout, Fine, None, Break);
    public static readonly ChangeRule Size = new("size", DetailKind.Layout, Fine, None, Break);
    public static readonly ChangeRule Align = new("alignment", DetailKind.Layout, Fine, None, Break);

    // What the headers' annotations and the rules say
    public static readonly ChangeRule Annotation = new("annotation", DetailKind.Ownership, Look, None, Look);
    public static readonly ChangeRule Owner = new("who owns", DetailKind.Ownership, Look, Look, Break);
    public static readonly ChangeRule Obligation = new("obligation", DetailKind.Ownership, Look, Look, Look);
    public static readonly ChangeRule Relaxed = new("obligation lifted", DetailKind.Ownership, Fine, Fine, Fine);
    public static readonly ChangeRule Unruled = new("no rule", DetailKind.Rule, None, Look, None);
    public static readonly ChangeRule RuleNew = new("rule new", DetailKind.Rule, None, Fine, None);
    public static readonly ChangeRule RuleGone = new("rule gone", DetailKind.Rule, None, Look, None);
    public static readonly ChangeRule RuleText = new("rule says something else", DetailKind.Rule, None, Fine, None);

    // What the safe layer shows
    public static readonly ChangeRule WrapperNew = new("wrapper member new", DetailKind.Wrapper, None, Fine, None);
    public static readonly ChangeRule WrapperRequired = new("wrapper member that must be given", DetailKind.Wrapper, None, Break, None);
    public static readonly ChangeRule WrapperGone = new("wrapper member gone", DetailKind.Wrapper, None, Break, None);
    public static readonly ChangeRule WrapperChanged = new("wrapper member changed", DetailKind.Wrapper, None, Break, None);
    public static readonly ChangeRule WrapperWider = new("wrapper parameter may be given", DetailKind.Wrapper, None, Fine, None);
    public static readonly ChangeRule WrapperNames = new("wrapper parameter renamed", DetailKind.Wrapper, None, Look, None);
    public static readonly ChangeRule WrapperValue = new("wrapper value", DetailKind.Wrapper, None, Fine, None);

    /// <summary>In the order of the page.</summary>
    public static IReadOnlyList<ChangeRule> All { get; } =
    [
        New, SymbolGone, TypeGone, TypeUnreached, MacroGone, EmptyMacroGone, MacroToFunction, ShimToFunction, FunctionToMacro, ConstantToEnumerator, OtherKind, Completed, Hidden,
        ToInline, FromInline, Label, Exported, ExportGone, GplOnly, GplLifted, Module, ThreadLocal,
        ParameterNew, ParameterGone, ParametersReordered, ParameterRenamed, VariadicNew, VariadicGone,
        Spelling, QualifierAccepts, QualifierRefuses, SameSize, OtherSize, VoidPointer, CallbackQualifiers, ResultNew, ArrayLength, OtherType,
        ValueNew, ValueGone, ValueRenamed, ValueChanged, ConstantKind, ConstantType, EnumType,
        MemberNew, MemberGone, MemberRenamed, AccessPath, NamedPath, Offset, Size, Align,
        Annotation, Owner, Obligation, Relaxed, Unruled, RuleNew, RuleGone, RuleText,
        WrapperNew, WrapperRequired, WrapperGone, WrapperChanged, WrapperWider, WrapperNames, WrapperValue,
    ];

    /// <param name="text">A sentence without its full stop.</param>
    /// <param name="isUsed">Whether what was generated earlier stands on it, beyond declaring it.</param>
    /// <param name="isWrapped">Whether the safe layer has it now.</param>
    public ChangeDetail Detail(string text, bool isUsed = true, bool isWrapped = true) =>
        new(Kind, text, new Verdicts(Source, isWrapped ? Wrapper : Verdict.Unaffected, !isUsed && Binary == Verdict.Breaking ? Verdict.Suspect : Binary));

    /// <summary>The same difference in another place: a parameter's type is about the parameter.</summary>
    public ChangeRule As(DetailKind kind) => this with { Kind = kind };
}
