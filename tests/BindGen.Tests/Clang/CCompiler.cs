using System.Diagnostics;
using Xunit;

namespace BindGen.Tests.Clang;

/// <summary>A C compiler of this machine, to judge what was captured.</summary>
internal sealed record CCompiler(string Path)
{
    private static readonly string[] Names = ["clang", "clang-19", "clang-14", "gcc"];

    public static CCompiler? Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
            .Select(directory => System.IO.Path.Combine(directory, name))
            .Where(File.Exists).Select(path => new CCompiler(path)).FirstOrDefault();

    public static IReadOnlyList<CCompiler> Installed() => [.. Names.Select(Find).OfType<CCompiler>()];

    public bool IsGcc => System.IO.Path.GetFileName(Path) == "gcc";

    /// <summary>Where this compiler keeps its own headers.</summary>
    public string ResourceInclude() => IsGcc
        ? Run(Path, "-print-file-name=include").Output.Trim()
        : System.IO.Path.Combine(Run(Path, "-print-resource-dir").Output.Trim(), "include");

    /// <summary>Compiles the assertions and compares the bitfields of the object file.</summary>
    public void AssertTrue(LayoutAssertions assertions, IEnumerable<string> arguments)
    {
        var directory = Directory.CreateTempSubdirectory("bindgen-layout").FullName;
        try
        {
            var source = System.IO.Path.Combine(directory, "layout.c");
            var objectFile = System.IO.Path.Combine(directory, "layout.o");
            File.WriteAllText(source, assertions.Text);

            var (exitCode, output) = Run(Path, [.. arguments, "-w", "-c", source, "-o", objectFile]);
            Assert.True(exitCode == 0, output.Length > 4000 ? output[..4000] : output);

            if (assertions.Bitfields.Length == 0)
                return;
            var image = System.IO.Path.Combine(directory, "bitfields");
            Assert.Equal(0, Run("objcopy", "-I", "elf64-little", "-O", "binary", "--only-section=.bitfields", objectFile, image).ExitCode);
            Assert.Equal(assertions.Bitfields, File.ReadAllBytes(image));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    /// <summary>Compiles <paramref name="text"/> into a shared library.</summary>
    public void Share(string text, string library)
    {
        var source = System.IO.Path.ChangeExtension(library, ".c");
        File.WriteAllText(source, text);
        var (exitCode, output) = Run(Path, "-std=gnu11", "-O1", "-w", "-fPIC", "-shared", source, "-o", library);
        Assert.True(exitCode == 0, output.Length > 4000 ? output[..4000] : output);
    }

    /// <summary>Compiles text of which every assertion must hold.</summary>
    public void AssertCompiles(string text, IEnumerable<string> arguments)
    {
        var source = System.IO.Path.GetTempFileName();
        try
        {
            File.WriteAllText(source, text);
            var (exitCode, output) = Run(Path, [.. arguments, "-w", "-fsyntax-only", "-x", "c", source]);
            Assert.True(exitCode == 0, output.Length > 4000 ? output[..4000] : output);
        }
        finally
        {
            File.Delete(source);
        }
    }

    private static (int ExitCode, string Output) Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }
}
