using System.Collections.Immutable;
using BindGen.Model;
using ClangSharp.Interop;

namespace BindGen.Clang;

internal sealed class EnumReader(HeaderNames headers)
{
    public CEnum Read(CXCursor declaration, string name)
    {
        // An enum that is named and never defined has no type yet; compilers pass it as an unsigned int.
        var underlying = BuiltinTypes.Of(clang.getCanonicalType(clang.getEnumDeclIntegerType(declaration)).kind) ?? CBuiltin.UInt;
        var isSigned = BuiltinTypes.IsSigned(underlying);
        var place = clang.isCursorDefinition(declaration) != 0 ? declaration : clang.getCanonicalCursor(declaration);
        return new CEnum(name, headers.LocationOf(place), underlying,
        [
            .. from child in CursorList.ChildrenOf(declaration)
               where child.kind == CXCursorKind.CXCursor_EnumConstantDecl
               select new CEnumerator(
                   NativeText.Take(clang.getCursorSpelling(child)),
                   isSigned ? clang.getEnumConstantDeclValue(child) : (long)clang.getEnumConstantDeclUnsignedValue(child)),
        ]);
    }
}
