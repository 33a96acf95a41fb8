using System.ComponentModel;
using System.Diagnostics;

namespace BindGen.Check.Compiled;

/// <summary>What a run of a compiler returned and printed.</summary>
internal sealed record CompilerRun(int ExitCode, string Output, string Error);

/// <summary>Runs a compiler, with messages in English and without colours.</summary>
internal static class CompilerProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <returns>Null when the program cannot be started; <paramref name="why"/> says why.</returns>
    public static CompilerRun? Run(string program, IEnumerable<string> arguments, out string why)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["LC_ALL"] = "C";
        try
        {
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEndAsync();
            if (!process.WaitForExit(Patience))
            {
                process.Kill(entireProcessTree: true);
                why = $"it did not end after {Patience.TotalMinutes:F0} minutes";
                return null;
            }
            why = "";
            return new CompilerRun(process.ExitCode, output.Result, error.Result);
        }
        catch (Win32Exception exception)
        {
            why = exception.NativeErrorCode == 2 ? "there is no such program" : exception.Message;
            return null;
        }
    }
}
