using System.Reflection;
using System.Runtime.InteropServices;
using BindGen.Tests.Clang;
using BindGen.Tests.Cli;
using ClangSharp.Interop;
using Xunit;

namespace BindGen.Tests.EndToEnd;

/// <summary>The tool's own bindings to libclang, which the tool writes.</summary>
public sealed class LibClangBindingsTests
{
    private const string Headers = "/usr/lib/llvm-14/include";

    [LibClang14HeadersFact]
    public void They_are_what_the_command_in_their_readme_writes()
    {
        var output = Directory.CreateTempSubdirectory("bindgen-libclang-").FullName;
        try
        {
            var command = string.Join(
                ' ', Repository.Read("output", "libclang", "README.md").Split("```sh\n")[1].Split("```")[0].Replace("\\\n", " ").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Skip(1));
            var run = ToolRun.Of(command.Replace("output/libclang/raw", output, StringComparison.Ordinal).Split(' '));

            Assert.Equal((0, ""), (run.ExitCode, run.Error));
            FileTree.Read(Repository.PathOf("output", "libclang", "raw")).AssertSameBytes(FileTree.Read(output));
        }
        finally
        {
            Directory.Delete(output, recursive: true);
        }
    }

    [LibClangFact]
    public void Every_function_is_in_the_library_that_is_loaded()
    {
        var library = NativeLibrary.Load(TestHeader.LibClang.Path);
        var imports = typeof(clang).GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Select(method => method.GetCustomAttribute<DllImportAttribute>())
            .OfType<DllImportAttribute>()
            .Select(import => import.EntryPoint!)
            .ToList();

        Assert.InRange(imports.Count, 300, 400);
        Assert.DoesNotContain(imports, name => !NativeLibrary.TryGetExport(library, name, out _));
    }

    private sealed class LibClang14HeadersFactAttribute : LibClangFactAttribute
    {
        public LibClang14HeadersFactAttribute()
        {
            if (!File.Exists(Path.Combine(Headers, "clang-c", "Index.h")))
                Skip = $"{Headers}/clang-c is not there: apt-get install libclang-14-dev";
        }
    }
}
