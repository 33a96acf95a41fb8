using System.Reflection;
using System.Runtime.Loader;
using BindGen.Clang;
using BindGen.Diagnostics;
using BindGen.Model;

namespace BindGen.Tests.Clang;

/// <summary>A libclang of a chosen version beside the one of this process: a process binds to one, and so does every load
/// context that has assemblies of its own.</summary>
internal sealed class OtherLibClang : AssemblyLoadContext
{
    private static readonly Dictionary<int, OtherLibClang> Versions = [];

    private readonly string _path;

    private OtherLibClang(string path) => _path = path;

    /// <summary>Why the comparison of versions cannot run here; null when it can.</summary>
    public static string? MissingVersion() =>
        Array.Find([14, 19], version => PathOf(version) is null) is var missing and not 0 ? $"libclang {missing} is not installed" : null;

    /// <summary>The text of what <paramref name="version"/> understands of C text with the name <c>test.h</c>.</summary>
    public static string Capture(int version, string text) => Of(version).Call(nameof(CaptureText), text);

    public static string CaptureKernel(int version, string series, string arch) => Of(version).Call(nameof(CaptureKernelText), $"{series} {arch}");

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var isOurs = assemblyName.Name!.StartsWith("BindGen", StringComparison.Ordinal) || assemblyName.Name.StartsWith("ClangSharp", StringComparison.Ordinal);
        return isOurs ? LoadFromAssemblyPath(Path.Combine(Path.GetDirectoryName(typeof(OtherLibClang).Assembly.Location)!, assemblyName.Name + ".dll")) : null;
    }

    private static OtherLibClang Of(int version)
    {
        lock (Versions)
        {
            if (!Versions.TryGetValue(version, out var context))
                Versions.Add(version, context = new OtherLibClang(PathOf(version)!));
            return context;
        }
    }

    private static string? PathOf(int version) =>
        new[] { $"/usr/lib/llvm-{version}/lib/libclang.so.1", $"/usr/lib/llvm-{version}/lib/libclang-{version}.so.1" }.FirstOrDefault(File.Exists);

    private string Call(string method, string argument)
    {
        var type = LoadFromAssemblyName(typeof(OtherLibClang).Assembly.GetName()).GetType(typeof(OtherLibClang).FullName!)!;
        return (string)type.GetMethod(method, BindingFlags.Static | BindingFlags.NonPublic)!.Invoke(null, [_path, argument])!;
    }

    // Called inside the context.
    private static string CaptureText(string path, string text)
    {
        var libclang = LoadHere(path);
        var request = TestHeader.Request(libclang, text);
        return Capture(libclang, request);
    }

    private static string CaptureKernelText(string path, string seriesAndArch)
    {
        var libclang = LoadHere(path);
        return Capture(libclang, KernelHeaders.Request(seriesAndArch.Split(' ')[0], seriesAndArch.Split(' ')[1], libclang));
    }

    private static LibClang LoadHere(string path) =>
        LibClang.Load(new LibClangSearch(path, [], []), new DiagnosticBag()) ?? throw new InvalidOperationException($"{path} does not load");

    private static string Capture(LibClang libclang, ParseRequest request)
    {
        var diagnostics = new DiagnosticBag();
        return new HeaderParser(libclang).Parse(request, diagnostics) is { } api
            ? $"{libclang.Version.Split('.')[0]}\n{ApiWriter.Write(api)}"
            : throw new InvalidOperationException(string.Join("\n", diagnostics.ToSorted()));
    }
}
