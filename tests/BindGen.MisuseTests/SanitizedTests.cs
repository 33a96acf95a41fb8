using System.Diagnostics;
using Xunit;

namespace BindGen.MisuseTests;

/// <summary>Runs the tests of the concepts again, over the library that is compiled with AddressSanitizer and frees what is dead.</summary>
public sealed class SanitizedTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [SanitizerFact]
    public void No_test_touches_memory_that_was_freed()
    {
        // It must be the first library of a process, and .NET keeps the signals that it turns into exceptions.
        var ended = Child.Start(
            Patience,
            [("LD_PRELOAD", SanitizerFactAttribute.Library), ("ASAN_OPTIONS", "detect_leaks=0:handle_segv=0:handle_sigfpe=0:use_sigaltstack=0:abort_on_error=1:detect_stack_use_after_return=0")],
            Child.Sanitized, Child.LibraryOf("concepts-sanitized"));
        Assert.True(ended.ExitCode == 0, $"exit {ended.ExitCode}\n{ended.Text}");
    }
}

/// <summary>A test that needs the sanitizer's library.</summary>
public sealed class SanitizerFactAttribute : FactAttribute
{
    public SanitizerFactAttribute() => Skip = File.Exists(Library) ? null : "the C compiler has no libasan.so";

    public static string Library { get; } = Find();

    private static string Find()
    {
        using var compiler = Process.Start(new ProcessStartInfo("cc", ["-print-file-name=libasan.so"]) { RedirectStandardOutput = true })!;
        return compiler.StandardOutput.ReadToEnd().Trim();
    }
}
