using BindGen.Model;
using ClangSharp.Interop;

namespace BindGen.Clang;

/// <summary>Reads global variables, of which C allows any number of declarations.</summary>
internal sealed class VariableReader(TypeReader types, HeaderNames headers)
{
    public CVariable Read(CXCursor declaration) => new(
        NativeText.Take(clang.getCursorSpelling(declaration)),
        headers.LocationOf(declaration),
        types.Read(clang.getCursorType(declaration), declaration),
        clang.getCursorTLSKind(declaration) != CXTLSKind.CXTLS_None,
        clang.getCursorLinkage(declaration) == CXLinkageKind.CXLinkage_Internal,
        Export: null)
    {
        Label = AssemblerLabel.Of(declaration),
    };

    /// <summary>One variable out of two declarations: the place of the first, and the length of an array from the one that says it.</summary>
    public static CVariable Merge(CVariable first, CVariable again) =>
        (first.Type is CArrayType { Count: null } ? again with { Location = first.Location } : first) with { Label = first.Label ?? again.Label };
}
