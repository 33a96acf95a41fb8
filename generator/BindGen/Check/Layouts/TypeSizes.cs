using BindGen.Model;

namespace BindGen.Check.Layouts;

/// <summary>The sizes of captured types, in bytes, for the 64-bit targets.</summary>
internal sealed class TypeSizes(ApiIndex index)
{
    private const long Pointer = 8;

    /// <returns>Null for what has no size, such as a flexible array, and for what only the compiler knows.</returns>
    public long? Of(CType type) => index.Resolve(type) switch
    {
        CBuiltinType builtin => Of(builtin.Kind),
        CPointerType => Pointer,
        CArrayType { Count: { } count } array => count * Of(array.Element),
        CVectorType vector => vector.Count * Of(vector.Element),
        CComplexType complex => 2 * Of(complex.Element),
        CNamedType { Tag: CTag.Enum } named => index.Enum(named.Name) is { } @enum ? Of(@enum.Underlying) : null,
        CNamedType { Tag: CTag.Struct or CTag.Union } named => index.Record(named.Tag, named.Name)?.Size,
        _ => null,
    };

    public static long? Of(CBuiltin type) => type switch
    {
        CBuiltin.Bool or CBuiltin.Char or CBuiltin.SChar or CBuiltin.UChar => 1,
        CBuiltin.Short or CBuiltin.UShort or CBuiltin.Float16 => 2,
        CBuiltin.Int or CBuiltin.UInt or CBuiltin.Float => 4,
        CBuiltin.Long or CBuiltin.ULong or CBuiltin.LongLong or CBuiltin.ULongLong or CBuiltin.Double => 8,
        CBuiltin.Int128 or CBuiltin.UInt128 or CBuiltin.LongDouble or CBuiltin.Float128 => 16,
        _ => null,
    };
}
