using System.Diagnostics;
using System.Globalization;

namespace BindGen.Pipeline;

/// <summary>How many targets are in work at the same time, when nobody says it.</summary>
internal static class Parallelism
{
    /// <summary>
    /// What one target takes at its peak, in bytes: parsing a kernel's headers and compiling what comes of them, measured with the headers of
    /// Linux 6.12, and half as much again.
    /// </summary>
    private const long PeakOfTarget = 256L << 20;

    private const string MemoryOfLinux = "/proc/meminfo";
    private const string AvailableField = "MemAvailable:";

    /// <summary>One for each processor, but not more than memory is there for.</summary>
    public static int Default() => (int)Math.Clamp(AvailableMemory() / PeakOfTarget, 1, Environment.ProcessorCount);

    /// <summary>The most memory that this process has had so far, in bytes.</summary>
    public static long PeakMemory()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }

    /// <summary>What this process may take, by its own limits, those of a container, and what others leave.</summary>
    private static long AvailableMemory()
    {
        var limit = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes - Environment.WorkingSet;
        return FreeMemory() is { } free ? Math.Min(limit, free) : limit;
    }

    private static long? FreeMemory()
    {
        try
        {
            // MemAvailable:   24012345 kB
            return File.ReadLines(MemoryOfLinux).FirstOrDefault(line => line.StartsWith(AvailableField, StringComparison.Ordinal))?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, var text, ..]
                && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var kilobytes)
                ? kilobytes << 10
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
