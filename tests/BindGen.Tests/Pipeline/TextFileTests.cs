using BindGen.Diagnostics;
using BindGen.Pipeline;
using Xunit;

namespace BindGen.Tests.Pipeline;

public sealed class TextFileTests
{
    [Theory]
    [InlineData("no/such/file", "'no/such/file' cannot be read: there is no such file")]
    [InlineData("", "'' cannot be read: the name is empty")]
    [InlineData(".", "'.' cannot be read: it is a directory")]
    [InlineData("a\0b", "'a\0b' cannot be read: that is no file name")]
    public void What_cannot_be_read_is_a_finding(string path, string message)
    {
        var diagnostics = new DiagnosticBag();

        Assert.Null(TextFile.Read(path, diagnostics));

        var diagnostic = Assert.Single(diagnostics.ToSorted());
        Assert.Equal((DiagnosticKinds.UnreadableFile, message), (diagnostic.Kind, diagnostic.Message));
        Assert.Equal(SourceSpan.OfFile(path), diagnostic.Span);
    }

    [Fact]
    public void The_finding_is_where_the_file_is_asked_for()
    {
        var diagnostics = new DiagnosticBag();
        var mention = new SourceSpan("small.bindgen", 3, 7, 3, 12);

        TextFile.Read("no/such/file", diagnostics, mention);

        Assert.Equal(mention, Assert.Single(diagnostics.ToSorted()).Span);
    }
}
