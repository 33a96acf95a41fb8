using BindGen.Tests.Clang;
using BindGen.Tests.Emit;
using Xunit;

namespace BindGen.Tests.Cli;

public sealed class DoctorTests
{
    [Fact]
    public void Everything_that_is_missing_comes_with_a_command()
    {
        using var folder = new TemporaryFolder();

        var run = ChildProcess.RunTool(folder.Path, [("BINDGEN_LIBCLANG", "/nowhere"), ("BINDGEN_CACHE", folder.Path), ("PATH", folder.Path)], "doctor");

        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        Assert.Matches("(?m)^missing  libclang        no libclang 14 or newer; .*; apt-get install ", run.Output);
        Assert.Matches("(?m)^missing  C compiler      none of cc, gcc, clang is on the PATH; apt-get install gcc$", run.Output);
        Assert.Matches("(?m)^missing  package client  apt-get is not on the PATH; only 'bindgen kernels fetch' needs it; ", run.Output);
        Assert.Matches(@"(?m)^missing  kernel headers  none in .*; bindgen kernels fetch 6\.12$", run.Output);
    }

    [LibClangFact]
    public void What_is_there_is_named_with_its_version()
    {
        using var folder = new TemporaryFolder();
        folder.Write("kernels/6.12/x86_64/version", "6.12.1\n");
        folder.Write("kernels/6.12/x86_64/usr/src/linux-headers-6.12-amd64/include/generated/autoconf.h", "");
        folder.Write("kernels/6.12/x86_64/usr/src/linux-headers-6.12-amd64/Module.symvers", "");
        folder.Write("kernels/6.12/x86_64/usr/src/linux-headers-6.12-common/include/linux/kconfig.h", "");

        var run = ChildProcess.RunTool(folder.Path, [("BINDGEN_CACHE", folder.Path)], "doctor");

        Assert.Equal((run.Output.Contains("missing", StringComparison.Ordinal) ? 1 : 0, ""), (run.ExitCode, run.Error));
        Assert.Matches("(?m)^ok       libclang        [0-9.]+, .*libclang", run.Output);
        Assert.Matches("(?m)^ok       clang headers   .*/include$", run.Output);
        Assert.Contains($"ok       kernel headers  linux 6.12.1 for x86_64, {folder.Path}/kernels/6.12/x86_64\n", run.Output, StringComparison.Ordinal);

        File.Delete(Path.Combine(folder.Path, "kernels/6.12/x86_64/version"));
        run = ChildProcess.RunTool(folder.Path, [("BINDGEN_CACHE", folder.Path)], "doctor");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"missing  kernel headers  {folder.Path}/kernels/6.12/x86_64 has no complete tree; bindgen kernels fetch 6.12 --arch x86_64\n", run.Output, StringComparison.Ordinal);
    }
}
