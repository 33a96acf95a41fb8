using System.Diagnostics;
using System.Globalization;

namespace BindGen.Benchmarks;

/// <summary>One whole process, from its start to its end.</summary>
/// <param name="PeakMegabytes">The largest resident set that was seen; sampled every millisecond.</param>
internal sealed record MeasuredRun(TimeSpan Wall, double PeakMegabytes)
{
    public static MeasuredRun Of(string program, IEnumerable<string> arguments, string directory, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = directory, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} does not start");
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        var peak = 0L;
        var status = $"/proc/{process.Id}/status";
        while (!process.WaitForExit(1))
            peak = Math.Max(peak, Peak(status));
        clock.Stop();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} failed with {process.ExitCode}: {error.Result}{output.Result}");
        return new MeasuredRun(clock.Elapsed, peak / 1024.0);
    }

    private static long Peak(string status)
    {
        try
        {
            foreach (var line in File.ReadLines(status))
            {
                if (line.StartsWith("VmHWM:", StringComparison.Ordinal))
                    return long.Parse(line.AsSpan(6, line.Length - 8).Trim(), CultureInfo.InvariantCulture);
            }
        }
        catch (IOException)
        {
            // The process ended between two samples.
        }
        return 0;
    }
}
