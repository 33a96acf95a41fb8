using BindGen.Tests.Cli;
using Xunit;

namespace BindGen.Tests.Interruption;

/// <summary>The C library that kills a process at a chosen point of its work on files, built once.</summary>
internal static class KillLibrary
{
    private static readonly Lazy<string> Built = new(Build);

    public static string Path => Built.Value;

    private static string Build()
    {
        var library = System.IO.Path.Combine(Directory.CreateTempSubdirectory("bindgen-kill-").FullName, "libkill-points.so");
        var run = ChildProcess.Run("gcc", ".", [], "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-O1", "-o", library, Repository.PathOf("tests", "native", "kill-points.c"), "-ldl");
        Assert.True(run.ExitCode == 0, run.Error);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(System.IO.Path.GetDirectoryName(library)!, recursive: true);
        return library;
    }
}

/// <summary>For Linux with gcc.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class KillFactAttribute : FactAttribute
{
    public KillFactAttribute() => Skip = KillTheoryAttribute.Reason;
}

/// <inheritdoc cref="KillFactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
public sealed class KillTheoryAttribute : TheoryAttribute
{
    public KillTheoryAttribute() => Skip = Reason;

    internal static string? Reason { get; } =
        !OperatingSystem.IsLinux() ? "processes are killed at chosen points on Linux only"
        : Environment.GetEnvironmentVariable("PATH")?.Split(':').Any(directory => File.Exists(System.IO.Path.Combine(directory, "gcc"))) == true ? null
        : "there is no gcc: apt-get install gcc";
}
