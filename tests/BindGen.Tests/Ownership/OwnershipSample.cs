using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using BindGen.Diagnostics;
using BindGen.Model;
using BindGen.Ownership;
using BindGen.Rules;
using Xunit;

namespace BindGen.Tests.Ownership;

/// <summary>A C API and rules written for the tests: small enough to read, with every form that is generated.</summary>
internal static class OwnershipSample
{
    public const string Version = "2.5";

    public static CApi Api { get; } = ReadApi();

    public static string Rules => Read("sample.rules");

    public static OwnershipModel Model { get; } = Bind(Rules);

    /// <summary>Binds rules that are right.</summary>
    public static OwnershipModel Bind(string rules, string version = Version, CApi? api = null)
    {
        var (model, found) = TryBind(rules, version, api);
        Assert.Equal("", Render(found, rules));
        return model!;
    }

    public static (OwnershipModel? Model, ImmutableArray<Diagnostic> Found) TryBind(string rules, string? version = Version, CApi? api = null)
    {
        var diagnostics = new DiagnosticBag();
        var file = RulesParser.Parse("sample.rules", rules, diagnostics);
        Assert.Equal("", Render(diagnostics.ToSorted(), rules));
        var model = Binder.Bind("Sample", "sample", api ?? Api, version is null ? null : ApiVersion.Parse(version), [file], diagnostics);
        return (model, diagnostics.ToSorted());
    }

    public static string Render(IEnumerable<Diagnostic> found, string rules) =>
        string.Concat(found.Select(diagnostic => DiagnosticRenderer.Render(diagnostic, path => path == "sample.rules" ? rules : null) + "\n"));

    public static string Read(string file, [CallerFilePath] string source = "") =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(source)!, file)).ReplaceLineEndings("\n");

    private static CApi ReadApi()
    {
        var diagnostics = new DiagnosticBag();
        var api = ApiReader.Read("sample.api", Read("sample.api"), diagnostics);
        Assert.Empty(diagnostics.ToSorted());
        return api!;
    }
}
