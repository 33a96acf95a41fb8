using BindGen.Tests;
using Xunit;

namespace BindGen.MisuseTests;

/// <summary>What neither the compiler nor a wrapper can refuse stands in the report of holes, for every kernel.</summary>
public sealed class HoleTests
{
    [Fact]
    [Misuse("M06", MisuseKind.Hole, "UNSAFE-CODE")]
    public void Unsafe_code_is_told_what_it_can_break() => IsReported("UNSAFE-CODE", "CS9080");

    [Fact]
    [Misuse("M29", MisuseKind.Hole, "STALL")]
    public void Who_never_leaves_is_reported_and_not_stopped() => IsReported("STALL", "StallReport");

    [Fact]
    [Misuse("M53", MisuseKind.Hole, "ATOMIC")]
    public void Locks_of_csharp_in_an_atomic_callback_are_nobodys() => IsReported("ATOMIC", "FlushOps");

    private static void IsReported(string id, string word) => Assert.All(["linux-6.12", "linux-6.1", "linux-6.12-arm64", "linux-6.1-arm64"], target =>
    {
        var row = Assert.Single(File.ReadLines(Repository.PathOf("output", target, "holes.md")), line => line.StartsWith($"| {id} |", StringComparison.Ordinal));
        Assert.Contains(word, row, StringComparison.Ordinal);
    });
}
