using System.Collections.Immutable;
using BindGen.Diagnostics;
using BindGen.Model;
using ClangSharp.Interop;

namespace BindGen.Clang;

/// <summary>Reads types as declarations spell them: typedefs stay, other sugar goes.</summary>
internal sealed unsafe class TypeReader(ReachedDeclarations reached, HeaderNames headers, DiagnosticBag diagnostics)
{
    /// <summary>A kind of libclang 15 and later.</summary>
    private const CXTypeKind BtfTagAttributed = (CXTypeKind)178;

    private readonly Dictionary<nint, CType> _types = [];

    /// <param name="owner">The declaration that uses the type, for messages.</param>
    public CType Read(CXType type, CXCursor owner)
    {
        var key = (nint)type.data.e0;
        if (key != 0 && _types.TryGetValue(key, out var known))
            return known;
        var result = Convert(type, owner).Qualified(IsConst(type), IsVolatile(type));
        if (key != 0)
            _types[key] = result;
        return result;
    }

    /// <summary>Reads the type of a parameter: arrays and functions arrive as pointers.</summary>
    public CType ReadParameter(CXType type, CXCursor owner)
    {
        switch (clang.getCanonicalType(type).kind)
        {
            case CXTypeKind.CXType_FunctionProto or CXTypeKind.CXType_FunctionNoProto:
                return new CPointerType(Read(type, owner));
            case CXTypeKind.CXType_ConstantArray or CXTypeKind.CXType_IncompleteArray or CXTypeKind.CXType_VariableArray:
                return ArrayBehind(type, out var isConst, out var isVolatile) is { } array
                    ? new CPointerType(Read(clang.getArrayElementType(array), owner).Qualified(isConst, isVolatile))
                    : Read(type, owner);
            default:
                return Read(type, owner);
        }
    }

    /// <summary>The array that a chain of typedefs ends in; null for <c>va_list</c>, which is passed on as what it is.</summary>
    private static CXType? ArrayBehind(CXType type, out bool isConst, out bool isVolatile)
    {
        (isConst, isVolatile) = (false, false);
        while (true)
        {
            isConst |= IsConst(type);
            isVolatile |= IsVolatile(type);
            switch (type.kind)
            {
                case CXTypeKind.CXType_Typedef:
                    var declaration = clang.getTypeDeclaration(type);
                    if (BuiltinTypes.IsVaList(declaration))
                        return null;
                    type = clang.getTypedefDeclUnderlyingType(declaration);
                    break;
                case CXTypeKind.CXType_Elaborated:
                    type = clang.Type_getNamedType(type);
                    break;
                case CXTypeKind.CXType_Attributed or BtfTagAttributed:
                    type = clang.Type_getModifiedType(type);
                    break;
                case CXTypeKind.CXType_ConstantArray or CXTypeKind.CXType_IncompleteArray or CXTypeKind.CXType_VariableArray:
                    return type;
                default:
                    type = clang.getCanonicalType(type);
                    break;
            }
        }
    }

    private CType Convert(CXType type, CXCursor owner)
    {
        if (BuiltinTypes.Of(type.kind) is { } builtin)
            return new CBuiltinType(builtin);

        switch (type.kind)
        {
            case CXTypeKind.CXType_Pointer:
                return new CPointerType(Read(clang.getPointeeType(type), owner));
            case CXTypeKind.CXType_Elaborated:
                return Read(clang.Type_getNamedType(type), owner);
            case CXTypeKind.CXType_Record or CXTypeKind.CXType_Enum:
                return reached.ReferenceTo(clang.getTypeDeclaration(type));
            case CXTypeKind.CXType_Typedef:
                var declaration = clang.getTypeDeclaration(type);
                return BuiltinTypes.IsVaList(declaration) ? new CBuiltinType(CBuiltin.VaList) : reached.ReferenceTo(declaration);
            case CXTypeKind.CXType_ConstantArray:
                return new CArrayType(Read(clang.getArrayElementType(type), owner), clang.getArraySize(type));
            case CXTypeKind.CXType_IncompleteArray or CXTypeKind.CXType_VariableArray:
                return new CArrayType(Read(clang.getArrayElementType(type), owner), null);
            case CXTypeKind.CXType_FunctionProto:
                return new CFunctionType(Read(clang.getResultType(type), owner), Parameters(type, owner), clang.isFunctionTypeVariadic(type) != 0);
            case CXTypeKind.CXType_FunctionNoProto:
                // Parameters that nobody has told us about: what C itself can only write as "()".
                return new CFunctionType(Read(clang.getResultType(type), owner), [], IsVariadic: true);
            case CXTypeKind.CXType_Vector or CXTypeKind.CXType_ExtVector:
                return new CVectorType(Read(clang.getElementType(type), owner), clang.getNumElements(type));
            case CXTypeKind.CXType_Complex:
                return new CComplexType(Read(clang.getElementType(type), owner));
            case CXTypeKind.CXType_Atomic:
                var value = clang.Type_getValueType(type);
                return clang.Type_getSizeOf(value) == clang.Type_getSizeOf(type) ? Read(value, owner) : Opaque(type, owner);
            case CXTypeKind.CXType_Attributed or BtfTagAttributed:
                return Read(clang.Type_getModifiedType(type), owner);
            default:
                var canonical = clang.getCanonicalType(type);
                return canonical.kind is CXTypeKind.CXType_Invalid || canonical.kind == type.kind ? Opaque(type, owner) : Read(canonical, owner);
        }
    }

    private ImmutableArray<CType> Parameters(CXType function, CXCursor owner)
    {
        var parameters = ImmutableArray.CreateBuilder<CType>(clang.getNumArgTypes(function));
        for (var i = 0u; i < parameters.Capacity; i++)
            parameters.Add(ReadParameter(clang.getArgType(function, i), owner));
        return parameters.MoveToImmutable();
    }

    private CArrayType Opaque(CXType type, CXCursor owner)
    {
        var size = Math.Max(0, clang.Type_getSizeOf(type));
        diagnostics.Add(
            DiagnosticKinds.InexactDeclaration, headers.SpanOf(owner),
            $"the type '{NativeText.Take(clang.getTypeSpelling(type))}' becomes {size} opaque bytes");
        return new CArrayType(new CBuiltinType(CBuiltin.UChar), size);
    }

    private static bool IsConst(CXType type) => clang.isConstQualifiedType(type) != 0;

    private static bool IsVolatile(CXType type) => clang.isVolatileQualifiedType(type) != 0;
}
