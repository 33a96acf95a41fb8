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

    /// <summary>Every capture: a series, with the architecture behind a hyphen unless it is the usual one.</summary>
    public static TheoryData<string> Captures => ["6.1", "6.12", "6.1-arm64", "6.12-arm64"];

    public static string ApiText(string capture) => capture.Split('-') is [var series, var arch]
        ? Repository.Read("headers", "linux", series, $"linux.{arch}.api")
        : Repository.Read("headers", "linux", capture, "linux.api");

    public static CApi Api(string capture) => Apis.GetOrAdd(capture, static key =>
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

    public static OwnershipModel Bind(string capture) => Bind(capture, Rules());

    public static OwnershipModel Bind(string capture, ImmutableArray<RulesFile> rules)
    {
        var diagnostics = new DiagnosticBag();
        var model = Binder.Bind("Linux", "kernel", Api(capture), ApiVersion.Parse(capture.Split('-')[0]), rules, diagnostics);
        Assert.Empty(diagnostics.ToSorted());
        return model!;
    }

    /// <summary>The API alone: the raw layer of it and nothing else.</summary>
    public static OwnershipModel Raw(CApi api) => new(
        "Linux", "kernel", api, [], [], [], [], [], [], [.. api.Functions.Select(function => new SymbolFact(function, Disposition.NotYet, "", "", null, null))]);
}
