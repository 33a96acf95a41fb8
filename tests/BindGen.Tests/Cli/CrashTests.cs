using BindGen.Tests.Clang;
using BindGen.Tests.Emit;
using Xunit;

namespace BindGen.Tests.Cli;

/// <summary>A defect of ours is an internal error, not an abort, also after libclang was there, whose signal handlers would take
/// every null reference for a crash of its own.</summary>
public sealed class CrashTests
{
    [LibClangFact]
    public void A_null_dereference_after_a_parse_is_an_internal_error()
    {
        using var folder = new TemporaryFolder();
        folder.Write("small.h", "int f(void);\n");

        var run = ChildProcess.Run(ChildProcess.Dotnet, folder.Path, [], typeof(Crash).Assembly.Location, Crash.Verb, "model", "small.h");

        Assert.StartsWith("bindgen: internal error, please report it with the command and this text:\nSystem.NullReferenceException: ", run.Error, StringComparison.Ordinal);
        Assert.Equal(4, run.ExitCode);
    }
}
