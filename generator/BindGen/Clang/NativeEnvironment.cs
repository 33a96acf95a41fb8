using System.Runtime.InteropServices;

namespace BindGen.Clang;

/// <summary>The environment as C sees it. On Unix .NET keeps a copy of its own, which <c>getenv</c> does not read.</summary>
internal static partial class NativeEnvironment
{
    /// <summary>Not safe while another native thread calls <c>getenv</c>: call it before the library that reads it is loaded.</summary>
    public static void Set(string name, string value)
    {
        Environment.SetEnvironmentVariable(name, value);
        if (!OperatingSystem.IsWindows())
            _ = SetEnvironment(name, value, overwrite: 1);
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}
