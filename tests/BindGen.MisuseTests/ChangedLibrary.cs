using System.Diagnostics;
using System.Reflection;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using BindGen.Runtime;
using BindGen.Tests;
using Concepts;
using Xunit;

namespace BindGen.MisuseTests;

/// <summary>The library of the concepts compiled with an edited header, and the wrappers once more, which call that one.</summary>
internal sealed class ChangedLibrary : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("bindgen-layout-");
    private readonly WrappersAgain _again = new();
    private readonly Assembly _wrappers;
    private readonly nint _library;

    public ChangedLibrary(string header, string from, string to)
    {
        _library = NativeLibrary.Load(Compile(header, from, to));
        _wrappers = _again.LoadFromAssemblyPath(typeof(Counted).Assembly.Location);
        NativeImports.SetResolver(_wrappers, (_, _, _) => _library);
    }

    /// <summary>What any user would begin with: an object is made, and given back.</summary>
    public void Call()
    {
        try
        {
            ((IDisposable)_wrappers.GetType(typeof(Counted).FullName!, throwOnError: true)!.GetMethod("Create")!.Invoke(null, [1])!).Dispose();
        }
        catch (TargetInvocationException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerException!);
        }
    }

    /// <summary>The calls that the library has seen.</summary>
    public string Trace() => Marshal.PtrToStringUTF8(Marshal.GetDelegateForFunctionPointer<BooksTrace>(NativeLibrary.GetExport(_library, "books_trace"))())!;

    public void Dispose()
    {
        _again.Unload();
        _directory.Delete(recursive: true);
    }

    private string Compile(string header, string from, string to)
    {
        var native = Repository.PathOf("tests", "native");
        var concepts = Directory.CreateDirectory(Path.Combine(_directory.FullName, "concepts")).FullName;
        foreach (var file in new[] { Path.Combine(native, "concepts"), Path.Combine(native, "concepts", "generated", "shims") }.SelectMany(Directory.GetFiles).Where(file => Path.GetExtension(file) is ".c" or ".h"))
            File.Copy(file, Path.Combine(concepts, Path.GetFileName(file)));
        var edited = Path.Combine(concepts, header);
        var text = File.ReadAllText(edited).ReplaceLineEndings("\n");
        Assert.Contains(from, text, StringComparison.Ordinal);
        File.WriteAllText(edited, text.Replace(from, to, StringComparison.Ordinal));
        foreach (var file in new[] { "books.c", "books.h" })
            File.Copy(Path.Combine(native, file), Path.Combine(_directory.FullName, file));

        var library = Path.Combine(_directory.FullName, "libconcepts.so");
        string[] sources = [.. Directory.GetFiles(concepts, "*.c"), Path.Combine(_directory.FullName, "books.c")];
        var start = new ProcessStartInfo("cc", ["-std=gnu11", "-O0", "-fPIC", "-shared", $"-I{concepts}", $"-I{_directory.FullName}", "-o", library, .. sources, "-lpthread"]) { RedirectStandardError = true };
        // The sanitizer of this process is no business of the compiler.
        start.Environment.Remove("LD_PRELOAD");
        using var compiler = Process.Start(start)!;
        var errors = compiler.StandardError.ReadToEnd();
        compiler.WaitForExit();
        Assert.True(compiler.ExitCode == 0, errors);
        return library;
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate nint BooksTrace();

    /// <summary>With the runtime library of the test, so that its exceptions are the same.</summary>
    private sealed class WrappersAgain() : AssemblyLoadContext("changed library", isCollectible: true)
    {
        protected override Assembly? Load(AssemblyName assemblyName) =>
            assemblyName.Name == typeof(NativeImports).Assembly.GetName().Name ? typeof(NativeImports).Assembly : null;
    }
}
