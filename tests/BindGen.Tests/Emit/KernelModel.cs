using System.Collections.Concurrent;
using System.Collections.Immutable;
using BindGen.Diagnostics;
using BindGen.Model;
using BindGen.Ownership;
using BindGen.Rules;
using Xunit;

namespace BindGen.Tests.Emit;

/// <summary>The committed captures of the kernel's headers, bound with the committed rules: no headers are needed.</summary>
internal static class KernelModel
{
    private static readonly ConcurrentDictionary<string, CApi> Apis = new(StringComparer.Ordinal);

    public static TheoryData<string> Series => ["6.1", "6.12"];

    public static string ApiText(string series) => Repository.Read("headers", "linux", series, "linux.api");

    public static CApi Api(string series) => Apis.GetOrAdd(series, static key =>
    {
        var diagnostics = new DiagnosticBag();
        var api = ApiReader.Read($"{key}/linux.api", ApiText(key), diagnostics);
        Assert.Empty(diagnostics.ToSorted());
        return api!;
    });

    public static ImmutableArray<RulesFile> Rules()
    {
        var diagnostics = new DiagnosticBag();
        var files = Directory.EnumerateFiles(Repository.PathOf("headers", "linux"), "*.rules")
            .Order(StringComparer.Ordinal)
            .Select(path => RulesParser.Parse(Path.GetFileName(path), File.ReadAllText(path), diagnostics))
            .ToImmutableArray();
        Assert.Empty(diagnostics.ToSorted());
        return files;
    }

    public static OwnershipModel Bind(string series) => Bind(series, Rules());

    public static OwnershipModel Bind(string series, ImmutableArray<RulesFile> rules)
    {
        var diagnostics = new DiagnosticBag();
        var model = Binder.Bind("Linux", "kernel", Api(series), ApiVersion.Parse(series), rules, diagnostics);
        Assert.Empty(diagnostics.ToSorted());
        return model!;
    }

    /// <summary>The API alone: the raw layer of it and nothing else.</summary>
    public static OwnershipModel Raw(CApi api) => new(
        "Linux", "kernel", api, [], [], [], [], [], [], [.. api.Functions.Select(function => new SymbolFact(function, Disposition.NotYet, ""))]);
}
