using BindGen.Model;

namespace BindGen.Ownership;

/// <summary>What binding asks of C types, whatever typedefs stand before them.</summary>
internal sealed partial class BindingContext
{
    /// <summary>Whether the type is a pointer to characters, constant or not.</summary>
    public bool IsText(CType type) => Index.Resolve(type) is CPointerType pointer && IsCharacter(pointer.Pointee);

    public bool IsConstantText(CType type) =>
        Index.Resolve(type) is CPointerType pointer && IsCharacter(pointer.Pointee) && Index.Resolve(pointer.Pointee).IsConst;

    public bool IsCharacter(CType type) => Index.Resolve(type) is CBuiltinType { Kind: CBuiltin.Char };

    /// <summary>Whether the type is <c>void *</c>, constant or not.</summary>
    public bool IsUntyped(CType type) =>
        Index.Resolve(type) is CPointerType pointer && Index.Resolve(pointer.Pointee) is CBuiltinType { Kind: CBuiltin.Void };

    /// <summary>Whether the type is a number, an enum or a boolean that C# has.</summary>
    public bool IsScalar(CType type) => Index.Resolve(type) switch
    {
        CBuiltinType { Kind: CBuiltin.Void or CBuiltin.VaList or CBuiltin.LongDouble or CBuiltin.Float128 or CBuiltin.Float16 } => false,
        CBuiltinType => true,
        CNamedType { Tag: CTag.Enum } => true,
        _ => false,
    };

    /// <summary>The function that a pointer points to; null for every other type.</summary>
    public CFunctionType? FunctionOf(CType type) =>
        Index.Resolve(type) is CPointerType pointer ? Index.Resolve(pointer.Pointee) as CFunctionType : null;
}
