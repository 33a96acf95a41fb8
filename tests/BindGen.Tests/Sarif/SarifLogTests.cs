using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using BindGen.Diagnostics;
using BindGen.Sarif;
using BindGen.Tests.Emit;
using Xunit;

namespace BindGen.Tests.Sarif;

/// <summary>What a log says, by the parts of the SARIF 2.1.0 schema that a scanner reads.</summary>
public sealed partial class SarifLogTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_finding_has_a_rule_a_place_a_second_place_and_advice()
    {
        _folder.Write("rules/a b.rules", "x\n  device_renam(dev);\n");
        var run = Run(new Diagnostic(
            DiagnosticKinds.UnknownSymbol, new SourceSpan("rules/a b.rules", 2, 3, 2, 15), "no [such] function", "Did you mean 'x'?",
            new RelatedPlace(new SourceSpan("linux/device.h", 7, 1, 7, 1), "declared [here]\\")));

        var result = Assert.Single(run.GetProperty("results").EnumerateArray());
        Assert.Equal(("BG0300", 0, "error"), (Text(result, "ruleId"), result.GetProperty("ruleIndex").GetInt32(), Text(result, "level")));
        Assert.Equal("no [such] function\nDid you mean 'x'?\n[declared \\[here\\]\\\\](1)", Text(result, "message", "text"));
        var place = result.GetProperty("locations")[0].GetProperty("physicalLocation");
        Assert.Equal(("rules/a%20b.rules", "SRCROOT"), Address(place));
        Assert.Equal((2, 3, 2, 15), Region(place));
        var related = result.GetProperty("relatedLocations")[0];
        Assert.Equal(1, related.GetProperty("id").GetInt32());
        Assert.Equal(("linux/device.h", "HEADERS"), Address(related.GetProperty("physicalLocation")));
        Assert.Equal((7, null, null, null), Region(related.GetProperty("physicalLocation")));

        var rule = run.GetProperty("tool").GetProperty("driver").GetProperty("rules")[0];
        Assert.Equal(("BG0300", DiagnosticKinds.UnknownSymbol.Title), (Text(rule, "id"), Text(rule, "shortDescription", "text")));
        Assert.StartsWith("Rules stay true from kernel to kernel", Text(rule, "fullDescription", "text"), StringComparison.Ordinal);
        Assert.StartsWith("- A slip of the pen", Text(rule, "help", "text"), StringComparison.Ordinal);
        Assert.StartsWith("# BG0300: ", Text(rule, "help", "markdown"), StringComparison.Ordinal);
        Assert.Equal("bindgen/check/", Text(run, "automationDetails", "id"));
    }

    [Fact]
    public void Every_kind_refers_to_its_own_rule_and_nothing_names_this_machine()
    {
        var findings = DiagnosticKinds.All.Reverse().Select((kind, index) => new Diagnostic(
            kind, index % 7 == 0 ? null : new SourceSpan("sub/file.txt", index + 1, 1, index + 1, 2), $"message of {kind.Id}", null, index % 3 == 0 ? new RelatedPlace(SourceSpan.OfFile("other.rules"), "there") : null));

        var run = Run([.. findings]);

        var rules = run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray().Select(rule => Text(rule, "id")).ToList();
        Assert.Equal(DiagnosticKinds.All.Select(kind => kind.Id), rules);
        Assert.All(run.GetProperty("results").EnumerateArray(), result => Assert.Equal(Text(result, "ruleId"), rules[result.GetProperty("ruleIndex").GetInt32()]));
        var notifications = run.GetProperty("invocations")[0].GetProperty("toolExecutionNotifications").EnumerateArray().ToList();
        Assert.Equal(DiagnosticKinds.All.Count, notifications.Count + run.GetProperty("results").GetArrayLength());
        Assert.All(notifications, item => Assert.Equal(Text(item, "descriptor", "id"), rules[item.GetProperty("descriptor").GetProperty("index").GetInt32()]));
        Assert.All(BaseId().Matches(run.GetRawText()).Select(match => match.Groups[1].Value), id => Assert.True(run.GetProperty("originalUriBaseIds").TryGetProperty(id, out _), id));
        Assert.DoesNotContain(_folder.Path, run.GetRawText(), StringComparison.Ordinal);
        Assert.All(run.GetProperty("results").EnumerateArray(), result => Assert.Contains(Text(result, "level"), new[] { "error", "warning", "note" }));
    }

    [Fact]
    public void A_run_without_findings_is_a_log_too()
    {
        var run = Run();

        Assert.Equal(0, run.GetProperty("results").GetArrayLength());
        Assert.True(run.GetProperty("invocations")[0].GetProperty("executionSuccessful").GetBoolean());
        Assert.Equal("utf16CodeUnits", Text(run, "columnKind"));
        Assert.Equal(["SRCROOT"], run.GetProperty("originalUriBaseIds").EnumerateObject().Select(item => item.Name));
    }

    [Fact]
    public void Fingerprints_stay_when_lines_and_figures_move()
    {
        _folder.Write("a.rules", "one\ntwo\ntwo\n");
        var before = Fingerprints(Finding(2, "5 things"), Finding(3, "5 things"));
        _folder.Write("a.rules", "new\nnew\none\ntwo\ntwo\n");
        var after = Fingerprints(Finding(4, "6 things"), Finding(5, "6 things"));

        Assert.Equal(before, after);
        Assert.Equal(2, before.Distinct().Count());
        Assert.NotEqual(before[0], Fingerprints(Finding(4, "6 other things"))[0]);
        Assert.NotEqual(before[0], Fingerprints(Finding(3, "6 things"))[0]);
    }

    [Fact]
    public void Files_are_named_from_the_root_of_the_checkout()
    {
        _folder.Write(".git/HEAD", "");
        _folder.Write("sub/below/x.rules", "");
        var tree = SourceTree.Around(Path.Combine(_folder.Path, "sub", "below"));

        Assert.Equal(new SarifPlace("sub/below/x.rules", "SRCROOT"), tree.PlaceOf(DiagnosticKinds.SyntaxError, "x.rules"));
        Assert.Equal(new SarifPlace("output/100%25%20%23.cs", "SRCROOT"), tree.PlaceOf(DiagnosticKinds.OutputIsStale, "../../output/100% #.cs"));
        Assert.Equal(new SarifPlace("sub/x.rules", "SRCROOT"), tree.PlaceOf(DiagnosticKinds.SyntaxError, Path.Combine(_folder.Path, "sub/x.rules")));
        Assert.Equal(new SarifPlace("file:///elsewhere/x%20y.rules", null), tree.PlaceOf(DiagnosticKinds.SyntaxError, "/elsewhere/x y.rules"));
        Assert.Equal(new SarifPlace("safe/Device.cs", "MEMORY"), tree.PlaceOf(DiagnosticKinds.GeneratedCodeDoesNotCompile, "safe/Device.cs"));
        Assert.Equal(new SarifPlace("safe/handle.sbn-cs", "TEMPLATES"), tree.PlaceOf(DiagnosticKinds.TemplateError, "safe/handle.sbn-cs"));
    }

    private static Diagnostic Finding(int line, string message) => new(DiagnosticKinds.SyntaxError, new SourceSpan("a.rules", line, 1, line, 2), message);

    private List<string> Fingerprints(params Diagnostic[] findings) =>
        [.. Run(findings).GetProperty("results").EnumerateArray().Select(result => Text(result, "partialFingerprints", "bindgenFinding/v1"))];

    private JsonElement Run(params Diagnostic[] findings)
    {
        var text = SarifLog.Write(new SarifRun("1.2.3", "check", [.. findings], IsCompleted: true), new SourceTree(_folder.Path, _folder.Path));
        using var document = JsonDocument.Parse(text);
        Assert.Equal("2.1.0", Text(document.RootElement, "version"));
        return Assert.Single(document.RootElement.GetProperty("runs").EnumerateArray()).Clone();
    }

    private static string Text(JsonElement element, params string[] path) => path.Aggregate(element, (parent, name) => parent.GetProperty(name)).GetString()!;

    private static (string Uri, string Base) Address(JsonElement place) => (Text(place, "artifactLocation", "uri"), Text(place, "artifactLocation", "uriBaseId"));

    private static (int?, int?, int?, int?) Region(JsonElement place)
    {
        var region = place.GetProperty("region");
        return (Number("startLine"), Number("startColumn"), Number("endLine"), Number("endColumn"));

        int? Number(string name) => region.TryGetProperty(name, out var value) ? value.GetInt32() : null;
    }

    [GeneratedRegex("\"uriBaseId\": \"([A-Z]+)\"")]
    private static partial Regex BaseId();
}
