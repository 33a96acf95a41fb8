using System.Globalization;

namespace BindGen.Cli;

/// <summary>Sizes for people, in units of 1024.</summary>
internal static class ByteSize
{
    public static string Of(long bytes)
    {
        string[] units = ["B", "kB", "MB", "GB"];
        double size = bytes;
        var unit = 0;
        for (; size >= 1024 && unit < units.Length - 1; unit++)
            size /= 1024;
        return $"{size.ToString(unit == 0 || size >= 10 ? "F0" : "F1", CultureInfo.InvariantCulture)} {units[unit]}";
    }
}
