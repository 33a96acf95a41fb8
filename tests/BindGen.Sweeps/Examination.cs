using System.Collections.Immutable;
using BindGen.Check;
using BindGen.Check.Compiled;
using BindGen.Diagnostics;
using BindGen.Emit;
using BindGen.Model;
using BindGen.Pipeline;

namespace BindGen.Sweeps;

/// <summary>Puts one text through the generator and asks C compilers what they make of it.</summary>
/// <param name="Findings">What is wrong; empty when everything is exact.</param>
/// <param name="HeaderErrors">What the parser or every compiler says against the text itself, in that order.</param>
/// <param name="Records">How many records were compared.</param>
internal sealed record Examination(ImmutableArray<string> Findings, ImmutableArray<string> HeaderErrors, int Records)
{
    private static readonly RawStyle Style = new("Swept", "swept");

    /// <param name="judges">C compilers that are asked in turn.</param>
    /// <param name="needed">How many of them must answer. One that does not accept the text is passed over.</param>
    public static Examination Of(HeaderRequest request, ImmutableArray<CCompiler> judges, int needed)
    {
        try
        {
            return Examine(request, judges, needed);
        }
        catch (Exception exception)
        {
            return new([$"internal error: {exception}"], [], 0);
        }
    }

    private static Examination Examine(HeaderRequest request, ImmutableArray<CCompiler> judges, int needed)
    {
        var parsing = new DiagnosticBag();
        if (HeaderSource.ReadForCompiler(request, parsing) is not var (api, headers))
            return Split(parsing, []);
        var findings = RawLayer(api).ToList();
        var objections = new DiagnosticBag();
        var (records, answered) = (0, 0);
        foreach (var judge in judges)
        {
            var found = new DiagnosticBag();
            var figures = CompiledCheck.Run(api, judge, headers, found);
            if (figures is null)
            {
                objections.AddRange(found.ToSorted());
                continue;
            }
            records = figures.Records;
            findings.AddRange(Errors(found));
            if (++answered == needed)
                return new([.. findings], [], records);
        }
        return Split(objections, findings) with { Records = records };
    }

    /// <summary>The errors and warnings of the C# compiler; without any, what the runtime lays out differently.</summary>
    private static IEnumerable<string> RawLayer(CApi api)
    {
        var diagnostics = new DiagnosticBag();
        using var image = new MemoryStream();
        diagnostics.AddRange(CompileCheck.Build(Emitter.EmitRaw(api, Style, null, diagnostics), image));
        var errors = Errors(diagnostics).ToList();
        if (errors.Count > 0)
            return errors;
        image.Position = 0;
        using var layer = new LoadedLayer(api, Style.Namespace, image);
        return layer.Differences();
    }

    private static Examination Split(DiagnosticBag diagnostics, IEnumerable<string> findings)
    {
        var errors = diagnostics.ToSorted().Where(found => found.Kind.Severity == Severity.Error).ToLookup(found => found.Kind == DiagnosticKinds.HeaderError);
        return new([.. findings, .. errors[false].Select(Text)], [.. errors[true].Select(Text)], 0);
    }

    private static IEnumerable<string> Errors(DiagnosticBag diagnostics) =>
        diagnostics.ToSorted().Where(found => found.Kind.Severity == Severity.Error).Select(Text);

    private static string Text(Diagnostic found) => found.Span is { } span ? $"{span.File}({span.Line}): {found.Message}" : found.Message;
}
