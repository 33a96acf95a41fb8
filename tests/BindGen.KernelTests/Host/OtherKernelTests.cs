using System.Diagnostics;
using BindGen.MisuseTests;
using BindGen.Runtime;
using Xunit;

namespace BindGen.KernelTests.Host;

/// <summary>The wrappers of one kernel over the real code of the other.</summary>
public sealed class OtherKernelTests
{
#if KERNEL_6_1
    private const string Other = "6.12";
    private const string Difference = "struct io_pgtable_ops: 40 bytes expected, 32 found; 'map_pages' expected at offset 8, found at 0";
#else
    private const string Other = "6.1";
    private const string Difference = "struct io_pgtable_ops: 32 bytes expected, 40 found; 'map_pages' expected at offset 0, found at 8";
#endif

    [Misuse("M75", MisuseKind.Exception, nameof(LayoutMismatchException))]
    [OtherHostFact(Other)]
    public void Wrappers_of_one_kernel_refuse_to_run_on_another()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(OtherKernelTests).Assembly.Location, HostProcess.RefusalVerb, HostLibrary.PathOfSeries(Other)!]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();

        Assert.True(process.ExitCode == 0, errors.Result);
        Assert.Equal(3, output.Split($"\n  {Difference}\n").Length - 1);
        Assert.Contains($"Its shims are those of linux {Other}.", output, StringComparison.Ordinal);
    }
}

/// <summary>A test that needs the kernel host of another series, and says so where there is none.</summary>
public sealed class OtherHostFactAttribute : FactAttribute
{
    public OtherHostFactAttribute(string series) => Skip = HostLibrary.PathOfSeries(series) is null ? $"there is no kernel host of {series}: './build.sh host' builds it" : null;
}
