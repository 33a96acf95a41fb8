using System.Runtime.CompilerServices;
using BindGen.Diagnostics;
using BindGen.Rules;
using Xunit;

namespace BindGen.Tests.Rules;

/// <summary>The input files beside the tests.</summary>
internal static class RulesFixture
{
    public static TheoryData<string> Examples => FilesIn("Examples");

    public static TheoryData<string> Errors => FilesIn("Errors");

    public static string Read(string folder, string file) => File.ReadAllText(Path.Combine(Folder(), folder, file)).ReplaceLineEndings("\n");

    public static (RulesFile File, DiagnosticBag Diagnostics) Parse(string text, string path = "test.rules")
    {
        var diagnostics = new DiagnosticBag();
        return (RulesParser.Parse(path, text, diagnostics), diagnostics);
    }

    public static string Render(DiagnosticBag diagnostics, string text) =>
        string.Concat(diagnostics.ToSorted().Select(diagnostic => DiagnosticRenderer.Render(diagnostic, _ => text) + "\n"));

    private static TheoryData<string> FilesIn(string folder) =>
        new(Directory.EnumerateFiles(Path.Combine(Folder(), folder))
            .Select(file => Path.GetFileName(file))
            .Where(file => file.EndsWith(".rules", StringComparison.Ordinal) || file.EndsWith(".bindgen", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal));

    private static string Folder([CallerFilePath] string source = "") => Path.GetDirectoryName(source)!;
}
