using BindGen.Diagnostics;
using BindGen.Model;

namespace BindGen.Check.Layouts;

/// <summary>A difference of layouts as a finding at the header line of the declaration.</summary>
internal static class LayoutDiagnostic
{
    public static Diagnostic Of(CLocation place, string difference)
    {
        var line = Math.Max(1, place.Line);
        return new Diagnostic(DiagnosticKinds.LayoutDiffers, new SourceSpan(place.Header, line, 1, line, 1), difference);
    }
}
