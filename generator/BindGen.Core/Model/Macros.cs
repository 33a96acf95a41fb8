using System.Numerics;
using System.Text;

namespace BindGen.Model;

/// <summary>A macro of a selected header.</summary>
/// <param name="Kind">What it stands for where all headers have been read.</param>
/// <param name="Value">Its value, as the compiler computes it; null unless <paramref name="Kind"/> is <see cref="CMacroKind.Constant"/>.</param>
internal sealed record CMacro(string Name, CLocation Location, CMacroKind Kind, CConstant? Value = null) : CDeclaration(Name, Location)
{
    public CMacro(string name, CLocation location, CConstant value)
        : this(name, location, CMacroKind.Constant, value)
    {
    }

    public bool IsFunctionLike => Kind == CMacroKind.TakesArguments;

    /// <summary>Why it is no constant, to be read after the macro's name; null when it is one.</summary>
    public string? Reason => Kind == CMacroKind.Constant ? null : CMacroKinds.Reason(Kind);
}

/// <summary>What a macro stands for. A closed list, so that every version of the compiler says the same.</summary>
internal enum CMacroKind
{
    Constant,
    TakesArguments,
    Empty,
    NoExpression,
    Undeclared,
    NotConstant,
    OtherType,
    Address,
    Function,
    OtherFloat,
    Undefined,
}

internal static class CMacroKinds
{
    /// <summary>The kinds that an object-like macro without a value has, with the words for them.</summary>
    public static IReadOnlyList<(CMacroKind Kind, string Reason)> Reasons { get; } =
    [
        (CMacroKind.Empty, "expands to nothing"),
        (CMacroKind.NoExpression, "is no expression"),
        (CMacroKind.Undeclared, "names what is not declared"),
        (CMacroKind.NotConstant, "is not constant"),
        (CMacroKind.OtherType, "has a type that constants do not have"),
        (CMacroKind.Address, "is an address"),
        (CMacroKind.Function, "is a function"),
        (CMacroKind.OtherFloat, "has a floating type that constants do not have"),
        (CMacroKind.Undefined, "is undefined again"),
    ];

    public static string Reason(CMacroKind kind) =>
        kind == CMacroKind.TakesArguments ? "takes arguments" : Reasons.First(candidate => candidate.Kind == kind).Reason;
}

/// <summary>The value of a constant expression.</summary>
internal abstract record CConstant;

/// <param name="Type">An integer type of the language, or an enum.</param>
/// <param name="Value">Unsigned values above <see cref="long.MaxValue"/> are kept as their two's complement.</param>
internal sealed record CIntegerConstant(CType Type, long Value) : CConstant;

/// <param name="Type"><c>__int128</c> or <c>unsigned __int128</c>.</param>
internal sealed record CWideIntegerConstant(CType Type, BigInteger Value) : CConstant;

/// <summary>A pointer that points to nothing: null, or a number such as <c>(void *)-1</c>.</summary>
/// <param name="Type">A pointer.</param>
internal sealed record CPointerConstant(CType Type, long Value) : CConstant;

/// <param name="Type"><c>float</c> or <c>double</c>.</param>
internal sealed record CFloatConstant(CType Type, double Value) : CConstant;

/// <summary>A string literal of plain characters that are UTF-8; it may have zeros inside.</summary>
internal sealed record CTextConstant(string Text) : CConstant;

/// <summary>A string literal of characters that have more than one byte; it may have zeros inside.</summary>
/// <param name="Element">The integer type of a character: two bytes are UTF-16, four are UTF-32.</param>
internal sealed record CWideTextConstant(CType Element, string Text) : CConstant
{
    /// <summary>What stands in memory, without the zero at the end.</summary>
    public byte[] Bytes => (Element is CBuiltinType { Kind: CBuiltin.UShort } ? Encoding.Unicode : Encoding.UTF32).GetBytes(Text);
}
