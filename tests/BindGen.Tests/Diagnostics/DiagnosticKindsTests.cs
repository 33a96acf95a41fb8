using System.Reflection;
using System.Text.RegularExpressions;
using BindGen.Diagnostics;
using Xunit;

namespace BindGen.Tests.Diagnostics;

public sealed partial class DiagnosticKindsTests
{
    private static string Pages => Repository.PathOf("generator", "docs");

    public static TheoryData<string> Ids => new(DiagnosticKinds.All.Select(kind => kind.Id));

    [Fact]
    public void The_list_has_every_kind_once()
    {
        var declared = typeof(DiagnosticKinds).GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(field => field.FieldType == typeof(DiagnosticKind))
            .Select(field => (DiagnosticKind)field.GetValue(null)!)
            .ToList();

        Assert.NotEmpty(declared);
        Assert.Equal(declared.Select(kind => kind.Id), DiagnosticKinds.All.Select(kind => kind.Id));
        Assert.Equal(DiagnosticKinds.All.Select(kind => kind.Id).Distinct().Order(StringComparer.Ordinal), DiagnosticKinds.All.Select(kind => kind.Id));
        Assert.Equal(DiagnosticKinds.All.Count, DiagnosticKinds.All.Select(kind => kind.Title).Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_kind_has_a_page_that_begins_with_its_title(string id)
    {
        var kind = DiagnosticKinds.All.Single(kind => kind.Id == id);
        var lines = Repository.Read("generator", "docs", $"{id}.md").Split('\n');

        Assert.Matches(IdForm(), id);
        Assert.Equal($"# {id}: {kind.Title}", lines[0]);
        Assert.Contains("## How to fix it", lines);
    }

    [Fact]
    public void A_page_belongs_to_a_kind() =>
        Assert.Equal(
            DiagnosticKinds.All.Select(kind => $"{kind.Id}.md"),
            Directory.EnumerateFiles(Pages).Select(file => Path.GetFileName(file)).Where(name => name.StartsWith("BG", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

    [GeneratedRegex("^BG0[0-9]{3}$")]
    private static partial Regex IdForm();
}
