using BindGen.Cli;
using BindGen.Tests;
using Xunit;

namespace BindGen.MisuseTests;

/// <summary>The bindings that these tests are compiled with are what the generator writes.</summary>
public sealed class GeneratedTests
{
    [Fact]
    public void The_committed_bindings_are_current()
    {
        var output = new StringWriter();
        var error = new StringWriter();
        var exitCode = Entry.Run(["check", Repository.PathOf("tests", "native", "concepts", "concepts.bindgen")], output, error);
        Assert.True(exitCode == 0, $"{output}{error}");
    }
}
