using System.Diagnostics;
using Xunit;

namespace BindGen.KernelTests.Host;

/// <summary>Runs every suite on the kernel host, plain and under the sanitizers, each in a process of its own.</summary>
public sealed class HostTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static TheoryData<string, string> Suites()
    {
        var data = new TheoryData<string, string>();
        foreach (var suite in HostSuite.All.Keys.Order(StringComparer.Ordinal))
        {
            data.Add(suite, HostLibrary.Plain);
            data.Add(suite, HostLibrary.Sanitized);
        }

        return data;
    }

    [HostTheory]
    [MemberData(nameof(Suites))]
    public void The_suite_runs_on_real_kernel_code_and_leaves_the_books_clean(string suite, string variant)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(HostTests).Assembly.Location, HostProcess.Verb, HostLibrary.PathOf(variant), suite])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in HostLibrary.EnvironmentOf(variant))
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{suite} did not end in {Patience}.\n{errors.Result}");
        }

        Assert.True(process.ExitCode == 0, $"exit {process.ExitCode}\n{output.Result}{errors.Result}");
    }
}
