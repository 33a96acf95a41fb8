using System.Collections.Immutable;
using BindGen.Model;
using ClangSharp.Interop;

namespace BindGen.Clang;

/// <summary>Reads function declarations, of which C allows any number for one function.</summary>
internal sealed class FunctionReader(TypeReader types, HeaderNames headers)
{
    public CFunction Read(CXCursor declaration)
    {
        var count = clang.Cursor_getNumArguments(declaration);
        var parameters = ImmutableArray.CreateBuilder<CParameter>(count);
        for (var i = 0u; i < count; i++)
        {
            var parameter = clang.Cursor_getArgument(declaration, i);
            parameters.Add(new CParameter(
                NativeText.Take(clang.getCursorSpelling(parameter)),
                types.ReadParameter(clang.getCursorType(parameter), declaration)));
        }

        return new CFunction(
            NativeText.Take(clang.getCursorSpelling(declaration)),
            headers.LocationOf(declaration),
            types.Read(clang.getCursorResultType(declaration), declaration),
            parameters.MoveToImmutable(),
            clang.isFunctionTypeVariadic(clang.getCursorType(declaration)) != 0,
            HasNoSymbol(declaration) ? CLinkage.Inline : CLinkage.External,
            Export: null)
        {
            Label = AssemblerLabel.Of(declaration),
        };
    }

    /// <summary>One function out of two declarations: the place and the types of the first, and the names that it leaves out.</summary>
    public static CFunction Merge(CFunction first, CFunction again)
    {
        var parameters = first.Parameters;
        if (parameters.IsEmpty && first.IsVariadic)
            first = again with { Location = first.Location };
        else if (parameters.Length == again.Parameters.Length)
            first = first with { Parameters = [.. parameters.Zip(again.Parameters, (one, two) => one.Name.Length > 0 ? one : one with { Name = two.Name })] };
        first = first with { Label = first.Label ?? again.Label };
        return again.Linkage == CLinkage.Inline ? first with { Linkage = CLinkage.Inline } : first;
    }

    private static bool HasNoSymbol(CXCursor function) =>
        clang.getCursorLinkage(function) == CXLinkageKind.CXLinkage_Internal || clang.Cursor_isFunctionInlined(function) != 0;
}
