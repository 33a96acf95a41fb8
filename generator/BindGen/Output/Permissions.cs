namespace BindGen.Output;

/// <summary>Who may read and write a file or directory stays as it is when its content changes.</summary>
internal static class Permissions
{
    public static void Copy(string from, string to)
    {
        if (OperatingSystem.IsWindows())
            return;
        var mode = File.GetUnixFileMode(from);
        if (mode != File.GetUnixFileMode(to))
            File.SetUnixFileMode(to, mode);
    }
}
