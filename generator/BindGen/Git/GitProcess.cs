using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace BindGen.Git;

/// <summary>What a run of git returned and wrote.</summary>
internal sealed record GitRun(int ExitCode, byte[] Output, string Error)
{
    public string Text => Encoding.UTF8.GetString(Output);
}

/// <summary>Runs git, with messages in English.</summary>
internal static class GitProcess
{
    /// <param name="input">What it reads from its standard input; null for nothing.</param>
    /// <returns>Null when there is no git on this machine.</returns>
    public static GitRun? Run(string directory, byte[]? input, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("git", ["--literal-pathspecs", .. arguments])
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.Environment["LC_ALL"] = "C";
        start.Environment["GIT_OPTIONAL_LOCKS"] = "0";
        try
        {
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync();
            var writing = Task.Run(() => Feed(process, input));
            using var output = new MemoryStream();
            process.StandardOutput.BaseStream.CopyTo(output);
            process.WaitForExit();
            writing.Wait();
            return new GitRun(process.ExitCode, output.ToArray(), error.Result.Trim());
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    private static void Feed(Process process, byte[]? input)
    {
        try
        {
            process.StandardInput.BaseStream.Write(input ?? []);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading all of it; its exit code says why.
        }
    }
}
