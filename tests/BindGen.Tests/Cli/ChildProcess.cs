using System.Diagnostics;
using System.Runtime.InteropServices;
using BindGen.Cli;

namespace BindGen.Tests.Cli;

/// <summary>A program that runs beside the tests: what depends on environment variables or on the current directory, and what must
/// work without the test's own assemblies.</summary>
internal static class ChildProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private static readonly string DotnetRoot = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../.."));

    public static string Dotnet { get; } = Path.Combine(DotnetRoot, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");

    /// <summary>Runs the tool that the tests were built with.</summary>
    public static ToolRun RunTool(string directory, (string Name, string Value)[] environment, params string[] arguments) =>
        Run(Dotnet, directory, environment, [typeof(Entry).Assembly.Location, .. arguments]);

    /// <summary>Starts the tool, for a test that does not wait for its end.</summary>
    public static Process StartTool(string directory, (string Name, string Value)[] environment, params string[] arguments) =>
        Process.Start(StartInfo(Dotnet, directory, environment, [typeof(Entry).Assembly.Location, .. arguments]))!;

    public static ToolRun Run(string program, string directory, (string Name, string Value)[] environment, params string[] arguments)
    {
        using var process = Process.Start(StartInfo(program, directory, environment, arguments))!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} did not end.");
        }
        return new ToolRun(process.ExitCode, output.Result, error.Result);
    }

    private static ProcessStartInfo StartInfo(string program, string directory, (string Name, string Value)[] environment, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = directory, RedirectStandardOutput = true, RedirectStandardError = true };

        // The build that runs the tests leaves variables behind that would lead another build astray.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        start.Environment["DOTNET_ROOT"] = DotnetRoot;
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return start;
    }
}
