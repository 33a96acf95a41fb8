using BindGen.Runtime;
using BindGen.Tests;
using Concepts;
using Xunit;

namespace BindGen.MisuseTests;

/// <summary>What neither C nor a wrapper can check: it is listed, and whoever calls answers for it with a reason.</summary>
public sealed class HoleTests : ConceptTest
{
    [Theory]
    [InlineData("DEV-RENAME", "Device.Rename")]
    [InlineData("PGT-LIVE", "IoPageTable.Dispose")]
    [InlineData("PGT-RANGE", "IoPageTable.MapPages")]
    [InlineData("PGT-RANGE", "IoPageTable.UnmapPages")]
    [Misuse("M67", MisuseKind.Hole, "DEV-RENAME")]
    [Misuse("M70", MisuseKind.Hole, "PGT-LIVE")]
    [Misuse("M71", MisuseKind.Hole, "PGT-RANGE")]
    public void The_report_lists_it(string id, string member) =>
        Assert.Contains($"| {id} | `{member}` |", File.ReadAllText(Repository.PathOf("output", "linux-6.12", "holes.md")), StringComparison.Ordinal);

    [Fact]
    [Misuse("M67", MisuseKind.Exception, nameof(ArgumentException))]
    public void Who_does_not_answer_for_it_does_not_call()
    {
        using var counted = Counted.Create(7);
        Assert.Throws<ArgumentNullException>(() => counted.Rename("name", null!));
        Assert.Contains("NAME-READERS", Assert.Throws<ArgumentException>(() => counted.Rename("name", new Acknowledgement("ANOTHER", "because"))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new Acknowledgement("NAME-READERS", " "));
        Assert.Equal(0, Books.CountCalls("counted_rename"));
        counted.Rename("name", new Acknowledgement("NAME-READERS", "nobody else has the object"));
        Assert.Equal("name", counted.CopyName());
    }
}
