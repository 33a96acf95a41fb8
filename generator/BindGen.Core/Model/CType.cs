using System.Collections.Immutable;

namespace BindGen.Model;

/// <summary>A type as a declaration spells it, with typedefs kept. Value equality.</summary>
/// <param name="IsConst">Whether this level of the type is <c>const</c>.</param>
internal abstract record CType(bool IsConst)
{
    /// <summary>Whether this level of the type is <c>volatile</c>.</summary>
    public bool IsVolatile { get; init; }

    /// <summary>The type with more qualifiers. In C it is the elements of an array that have them, and a function has none.</summary>
    public CType Qualified(bool isConst, bool isVolatile) => this switch
    {
        _ when !isConst && !isVolatile => this,
        CArrayType array => array with { Element = array.Element.Qualified(isConst, isVolatile) },
        CFunctionType => this,
        _ => this with { IsConst = IsConst || isConst, IsVolatile = IsVolatile || isVolatile },
    };
}

/// <summary>A type of the language itself.</summary>
internal sealed record CBuiltinType(CBuiltin Kind, bool IsConst = false) : CType(IsConst);

internal sealed record CPointerType(CType Pointee, bool IsConst = false) : CType(IsConst);

/// <summary>An array; <see cref="Count"/> is null for a flexible array member or an incomplete array.</summary>
internal sealed record CArrayType(CType Element, long? Count) : CType(false);

internal sealed record CFunctionType(CType Result, ImmutableArray<CType> Parameters, bool IsVariadic) : CType(false)
{
    public bool Equals(CFunctionType? other) =>
        other is not null && Result == other.Result && IsVariadic == other.IsVariadic && Parameters.SequenceEqual(other.Parameters);

    public override int GetHashCode() => Result.GetHashCode() ^ Parameters.Length;
}

/// <summary>A reference to a declaration: <c>struct device</c>, <c>union u</c>, <c>enum e</c>, or a typedef by its bare name.</summary>
internal sealed record CNamedType(CTag Tag, string Name, bool IsConst = false) : CType(IsConst);

/// <summary>A SIMD vector of <see cref="Count"/> elements.</summary>
internal sealed record CVectorType(CType Element, long Count, bool IsConst = false) : CType(IsConst);

/// <summary><c>_Complex</c> of a floating type.</summary>
internal sealed record CComplexType(CType Element, bool IsConst = false) : CType(IsConst);

internal enum CTag
{
    Typedef,
    Struct,
    Union,
    Enum,
}

/// <summary>The types of the language, with the ABI's own signedness of <c>char</c> resolved by the parser
/// (<see cref="CBuiltin.Char"/> is plain <c>char</c>; the kernel compiles it unsigned).</summary>
internal enum CBuiltin
{
    Void,
    Bool,
    Char,
    SChar,
    UChar,
    Short,
    UShort,
    Int,
    UInt,
    Long,
    ULong,
    LongLong,
    ULongLong,
    Int128,
    UInt128,
    Float16,
    Float,
    Double,
    LongDouble,
    Float128,

    /// <summary><c>__builtin_va_list</c>: a type that only a C compiler can pass on.</summary>
    VaList,
}
