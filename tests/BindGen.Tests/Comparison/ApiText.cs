using BindGen.Comparison;
using BindGen.Diagnostics;
using BindGen.Model;
using Xunit;

namespace BindGen.Tests.Comparison;

/// <summary>Small APIs in the notation of <c>.api</c> files, without the places of declarations.</summary>
internal static class ApiText
{
    /// <param name="body">Declarations with an empty line between them; or another header, which declares nothing.</param>
    public static CApi Read(string body, int line = 1)
    {
        var header = body.StartsWith("header ", StringComparison.Ordinal) ? body : "header a.h";
        var declarations = (header == body ? "" : body).Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(text => text.Trim('\n').Split('\n'))
            .Select((lines, index) => $"{lines[0]}\n  at a.h:{line + index}\n{string.Concat(lines.Skip(1).Select(rest => $"  {rest.Trim()}\n"))}");
        var diagnostics = new DiagnosticBag();
        var api = ApiReader.Read("test.api", $"bindgen-api 1\ntarget x86_64-linux-gnu\nexports known\n{header}\n\n{string.Concat(declarations.Select(text => text + "\n"))}end\n", diagnostics);
        Assert.Empty(diagnostics.ToSorted().Select(found => found.Message));
        return api!;
    }

    public static ApiComparison Compare(string before, string after) => Compare(Read(before), Read(after));

    public static ApiComparison Compare(CApi before, CApi after) => ApiComparer.Compare(ComparedVersion.Of("before", before), ComparedVersion.Of("after", after));

    /// <summary>One line for each change and each of its details.</summary>
    public static IEnumerable<string> Lines(ApiComparison comparison) => comparison.Changes.SelectMany(change => change.Details, (change, detail) =>
        $"{change.Kind} {change.Subject} {change.Name}: {detail.Text} [{detail.Verdicts.Source}, {detail.Verdicts.Wrapper}, {detail.Verdicts.Binary}]");
}
