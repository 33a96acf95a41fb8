namespace BindGen.Output;

/// <summary>Makes sure that a machine that loses its power has what was written.</summary>
internal static class Disk
{
    /// <summary>The names in a directory. A file system that cannot say so does it in its own time.</summary>
    public static void Sync(string directory)
    {
        using var handle = LibC.Open(directory.Length == 0 ? "." : directory, LibC.OpenReadOnly | LibC.OpenCloseOnExec, 0);
        if (!handle.IsInvalid)
            _ = LibC.Sync(handle);
    }
}
