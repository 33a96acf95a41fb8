using System.Runtime.CompilerServices;
using BindGen.Diagnostics;
using Xunit;
using static VerifyXunit.Verifier;

namespace BindGen.Tests.Ownership;

/// <summary>Rules that do not fit the sample: every file of the folder Errors has all its findings beside it, as a user sees them.</summary>
public sealed class BindingErrorsTests
{
    public static TheoryData<string> Files => new(Directory.EnumerateFiles(Folder(), "*.rules").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Every_error_of_a_run_is_reported(string file)
    {
        var rules = OwnershipSample.Read(Path.Combine("Errors", file));
        var (model, found) = OwnershipSample.TryBind(rules);

        Assert.Null(model);
        await Verify(OwnershipSample.Render(found, rules)).UseDirectory("Errors").UseParameters(file);
    }

    [Fact]
    public void Findings_come_in_the_order_of_the_rules()
    {
        foreach (var file in Directory.EnumerateFiles(Folder(), "*.rules"))
        {
            var found = OwnershipSample.TryBind(File.ReadAllText(file)).Found;

            Assert.Equal(found.OrderBy(item => item.Span!.Value.Line).ThenBy(item => item.Span!.Value.Column).Select(item => item.Span), found.Select(item => item.Span));
            Assert.Equal(found.Distinct(), found);
        }
    }

    /// <summary>The folder has an example of every finding of the Ownership stage about one target; <see cref="VersionTests"/> has the one about all.</summary>
    [Fact]
    public void Every_code_of_the_stage_occurs()
    {
        var codes = Directory.EnumerateFiles(Folder(), "*.rules").SelectMany(file => OwnershipSample.TryBind(File.ReadAllText(file)).Found).Select(found => found.Kind.Id);

        Assert.Equal(
            DiagnosticKinds.All.Except([DiagnosticKinds.NeverSelected, DiagnosticKinds.RuleOverridesAnnotation]).Select(kind => kind.Id).Where(id => id.StartsWith("BG03", StringComparison.Ordinal)),
            codes.Where(id => id.StartsWith("BG03", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal));
    }

    private static string Folder([CallerFilePath] string source = "") => Path.Combine(Path.GetDirectoryName(source)!, "Errors");
}
