using BindGen.Diagnostics;
using ClangSharp.Interop;

namespace BindGen.Clang;

/// <summary>Turns the compiler's errors into ours. Warnings are left out: they are for the owner of the header.</summary>
internal static unsafe class DiagnosticReader
{
    /// <returns>Whether there was an error.</returns>
    public static bool Report(TranslationUnit unit, HeaderNames headers, DiagnosticBag diagnostics)
    {
        var failed = false;
        foreach (var (location, message) in Errors(unit))
        {
            failed = true;
            diagnostics.Add(DiagnosticKinds.HeaderError, headers.SpanOf(location), message);
        }

        return failed;
    }

    public static List<(CXSourceLocation Location, string Message)> Errors(TranslationUnit unit)
    {
        var errors = new List<(CXSourceLocation, string)>();
        var count = clang.getNumDiagnostics(unit.Unit);
        for (var i = 0u; i < count; i++)
        {
            var native = clang.getDiagnostic(unit.Unit, i);
            try
            {
                if (clang.getDiagnosticSeverity(native) >= CXDiagnosticSeverity.CXDiagnostic_Error)
                    errors.Add((clang.getDiagnosticLocation(native), NativeText.Take(clang.getDiagnosticSpelling(native))));
            }
            finally
            {
                clang.disposeDiagnostic(native);
            }
        }

        return errors;
    }
}
