using BindGen.Diagnostics;
using BindGen.Output;
using BindGen.Tests.Emit;
using Xunit;

namespace BindGen.Tests.Output;

public sealed class FileProblemTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("file/below", "is a file")]
    [InlineData("directory", "is a directory")]
    [InlineData("/proc/nowhere/file", "there is no such file or directory")]
    [InlineData("/dev/full", "No space left on device")]
    public void A_message_has_a_reason_and_the_path_of_the_user_alone(string name, string reason)
    {
        _folder.Write("file", "");
        Directory.CreateDirectory(Path.Combine(_folder.Path, "directory"));
        var path = Path.Combine(_folder.Path, name);
        var diagnostics = new DiagnosticBag();

        Assert.False(StoredFile.Write(path, "text", diagnostics));

        var message = Assert.Single(diagnostics.ToSorted()).Message;
        Assert.StartsWith($"'{path}' cannot be written: ", message, StringComparison.Ordinal);
        Assert.Contains(reason, message, StringComparison.Ordinal);
        Assert.DoesNotContain("bindgen-new", message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_system_refuses_has_no_path()
    {
        Assert.Equal("permission denied", FileProblem.Of(new UnauthorizedAccessException("Access to the path '/somewhere' is denied.")));
        Assert.Equal("No space left on device", FileProblem.Of(new IOException("No space left on device : '/somewhere'", 28)));
        Assert.Equal("it is a directory", FileProblem.OfReading(_folder.Path, new UnauthorizedAccessException()));
    }
}
