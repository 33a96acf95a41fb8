using BindGen.Emit;
using BindGen.Model;

namespace BindGen.Comparison;

/// <summary>Who gives the value of a type that changed.</summary>
internal enum TypePlace
{
    /// <summary>The caller gives it to C.</summary>
    Parameter,

    /// <summary>C gives it to the caller.</summary>
    Result,

    /// <summary>Both read and write it: a member, a variable, what a typedef stands for.</summary>
    Stored,
}

/// <summary>Says in which way a type of one version differs from that of another.</summary>
internal sealed class TypeComparison(ApiIndex before, ApiIndex after)
{
    /// <returns>Null for types that are written alike: what their names stand for is compared where it is declared.</returns>
    public ChangeRule? Compare(CType old, CType current, TypePlace place) => old == current ? null : Rule(old, current, place);

    private ChangeRule Rule(CType old, CType current, TypePlace place)
    {
        if (IsSame(old, current, ignoresQualifiers: false))
            return ChangeRule.Spelling;
        var (left, right) = (before.Resolve(old), after.Resolve(current));
        if (IsSame(left, right, ignoresQualifiers: true))
            return Qualifiers(left, right, place);
        return (left, right) switch
        {
            (CBuiltinType { Kind: CBuiltin.Void }, not CBuiltinType { Kind: CBuiltin.Void }) when place == TypePlace.Result => ChangeRule.ResultNew,
            (CPointerType one, CPointerType other) when IsVoid(before.Resolve(one.Pointee)) != IsVoid(after.Resolve(other.Pointee)) => ChangeRule.VoidPointer,
            (CArrayType one, CArrayType other) when IsSame(one.Element, other.Element, ignoresQualifiers: true) => ChangeRule.ArrayLength,
            _ when Number(left, before) is var (size, isFloat) && Number(right, after) is var (newSize, isNowFloat) && isFloat == isNowFloat =>
                size == newSize ? ChangeRule.SameSize : ChangeRule.OtherSize,
            _ => ChangeRule.OtherType,
        };
    }

    /// <summary>Types that differ in <c>const</c> and <c>volatile</c> alone.</summary>
    private ChangeRule Qualifiers(CType old, CType current, TypePlace place)
    {
        if (place == TypePlace.Parameter && IsSame(Bare(old), Bare(current), ignoresQualifiers: false))
            return ChangeRule.Spelling;
        if (HasFunction(old, before))
            return ChangeRule.CallbackQualifiers;
        return place switch
        {
            TypePlace.Parameter when Accepts((old, before), (current, after)) => ChangeRule.QualifierAccepts,
            TypePlace.Result when Accepts((current, after), (old, before)) => ChangeRule.QualifierAccepts,
            _ => ChangeRule.QualifierRefuses,
        };
    }

    private bool IsSame(CType one, CType other, bool ignoresQualifiers)
    {
        var (left, right) = (before.Resolve(one), after.Resolve(other));
        if (!ignoresQualifiers && (left.IsConst != right.IsConst || left.IsVolatile != right.IsVolatile))
            return false;
        return (left, right) switch
        {
            (CBuiltinType a, CBuiltinType b) => a.Kind == b.Kind,
            (CNamedType a, CNamedType b) => a.Tag == b.Tag && a.Name == b.Name,
            (CPointerType a, CPointerType b) => IsSame(a.Pointee, b.Pointee, ignoresQualifiers),
            (CArrayType a, CArrayType b) => a.Count == b.Count && IsSame(a.Element, b.Element, ignoresQualifiers),
            (CFunctionType a, CFunctionType b) => a.IsVariadic == b.IsVariadic && a.Parameters.Length == b.Parameters.Length && IsSame(a.Result, b.Result, ignoresQualifiers)
                && a.Parameters.Zip(b.Parameters, (x, y) => IsSame(x, y, ignoresQualifiers)).All(same => same),
            _ => Bare(left) == Bare(right),
        };
    }

    /// <summary>Whether what fits the one type fits the other: every level of pointers has the qualifiers that it had, and maybe more.</summary>
    private static bool Accepts((CType Type, ApiIndex Index) narrow, (CType Type, ApiIndex Index) wide)
    {
        var (left, right) = (Pointee(narrow), Pointee(wide));
        while (left is not null && right is not null)
        {
            if ((left.IsConst && !right.IsConst) || (left.IsVolatile && !right.IsVolatile))
                return false;
            (left, right) = (Pointee((left, narrow.Index)), Pointee((right, wide.Index)));
        }
        return true;
    }

    private static CType? Pointee((CType Type, ApiIndex Index) pointer) =>
        pointer.Index.Resolve(pointer.Type) is CPointerType { Pointee: var pointee } ? pointer.Index.Resolve(pointee) : null;

    private static bool HasFunction(CType type, ApiIndex index) => index.Resolve(type) switch
    {
        CFunctionType => true,
        CPointerType pointer => HasFunction(pointer.Pointee, index),
        CArrayType array => HasFunction(array.Element, index),
        _ => false,
    };

    private static CType Bare(CType type) => type with { IsConst = false, IsVolatile = false };

    private static bool IsVoid(CType type) => type is CBuiltinType { Kind: CBuiltin.Void };

    /// <summary>The size of a number in bytes; null for what is none.</summary>
    private static (long Size, bool IsFloat)? Number(CType type, ApiIndex index) => type switch
    {
        CBuiltinType { Kind: CBuiltin.Void or CBuiltin.VaList } => null,
        CBuiltinType builtin => (RawLayout.Builtin(builtin.Kind).Size, builtin.Kind is CBuiltin.Float16 or CBuiltin.Float or CBuiltin.Double or CBuiltin.LongDouble or CBuiltin.Float128),
        CNamedType { Tag: CTag.Enum } named when index.Enum(named.Name) is { } @enum => (RawLayout.Builtin(@enum.Underlying).Size, false),
        _ => null,
    };
}
