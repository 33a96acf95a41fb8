using System.ComponentModel;
using System.Diagnostics;

namespace BindGen.Kernels;

/// <summary>What a run of a program of the system returned and printed.</summary>
internal sealed record ProgramRun(int ExitCode, string Output, string Error)
{
    // Its input ends with the process that started it, however that ends: then everything that it started is asked to end, too. A
    // download that is asked notes how far it was, and nothing goes on writing where the next run works.
    private const string Guard = """
        exec 3<&0 </dev/null
        "$@" 3<&- & program=$!
        (read -r end <&3; trap '' TERM; kill -TERM 0) 2>/dev/null >&2 & guard=$!
        exec 3<&-
        wait $program
        status=$?
        kill -KILL $guard
        exit $status
        """;

    /// <summary>Where to look for a program; null when no directory of the PATH has it.</summary>
    public static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(directory => Path.Combine(directory, program)).FirstOrDefault(File.Exists);

    /// <summary>Runs a program that does not outlive this process, with messages in English.</summary>
    /// <param name="heard">Told each line of the standard output, from another thread.</param>
    /// <returns>A run with exit code 127 when it cannot be started.</returns>
    public static ProgramRun Of(string program, IEnumerable<string> arguments, string? directory = null, Action<string>? heard = null)
    {
        var start = Find("setsid") is { } session
            ? new ProcessStartInfo(session, ["sh", "-c", Guard, program, program, .. arguments])
            : new ProcessStartInfo(program, arguments);
        (start.RedirectStandardInput, start.RedirectStandardOutput, start.RedirectStandardError) = (true, true, true);
        start.WorkingDirectory = directory ?? "";
        start.Environment["LC_ALL"] = "C.UTF-8";
        try
        {
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync();
            var output = Task.Run(() => Read(process.StandardOutput, heard));
            process.WaitForExit();
            return new ProgramRun(process.ExitCode, output.Result, error.Result);
        }
        catch (Win32Exception exception)
        {
            return new ProgramRun(127, "", exception.Message);
        }
    }

    private static string Read(StreamReader reader, Action<string>? heard)
    {
        if (heard is null)
            return reader.ReadToEnd();
        var text = new System.Text.StringBuilder();
        while (reader.ReadLine() is { } line)
        {
            heard(line);
            text.Append(line).Append('\n');
        }
        return text.ToString();
    }
}
