using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using BindGen.Diagnostics;
using ClangSharp.Interop;

namespace BindGen.Clang;

/// <summary>The libclang of this process, once it is loaded.</summary>
/// <param name="Version">As it reports itself, such as <c>14.0.6</c>.</param>
/// <param name="ResourceInclude">The compiler's own headers (<c>stddef.h</c> …): those of this version where they are
/// installed, otherwise those of another.</param>
internal sealed partial record LibClang(string Path, string Version, string ResourceInclude)
{
    private const int Oldest = 14;
    private const string Install = "apt-get install libclang1-19 libclang-common-19-dev";

    private static readonly Lock Gate = new();
    private static LibClang? _loaded;

    /// <summary>The directory of which clang expects <c>include</c> below: the value of <c>-resource-dir</c>.</summary>
    public string ResourceDirectory => System.IO.Path.GetDirectoryName(ResourceInclude)!;

    /// <summary>Loads the first usable library of <paramref name="search"/>, or returns the one that this process has already
    /// loaded: a process has one. Null after a <see cref="DiagnosticKinds.NoLibclang"/> or
    /// <see cref="DiagnosticKinds.NoResourceDirectory"/>.</summary>
    public static LibClang? Load(LibClangSearch search, DiagnosticBag diagnostics)
    {
        lock (Gate)
            return _loaded ??= Find(search, diagnostics);
    }

    public static LibClang? Load(DiagnosticBag diagnostics) => Load(LibClangSearch.OfSystem(), diagnostics);

    /// <summary>As <see cref="Load(LibClangSearch, DiagnosticBag)"/>, without what the process has loaded: for a search that
    /// finds nothing.</summary>
    internal static LibClang? Find(LibClangSearch search, DiagnosticBag diagnostics)
    {
        // Its signal handlers would turn a NullReferenceException of .NET into an abort; it reads this once, when it is first used.
        NativeEnvironment.Set("LIBCLANG_DISABLE_CRASH_RECOVERY", "1");

        var rejected = new List<string>();
        foreach (var candidate in search.Candidates())
        {
            if (!NativeLibrary.TryLoad(candidate, out var handle))
                continue;
            var version = VersionOf(handle);
            if (Major(version) < Oldest)
            {
                rejected.Add($"{candidate} is version {version}");
                NativeLibrary.Free(handle);
                continue;
            }

            if (ResourceHeaders.Find(candidate, version) is not { } headers)
            {
                NativeLibrary.Free(handle);
                diagnostics.Add(
                    DiagnosticKinds.NoResourceDirectory, null,
                    $"libclang {version} is installed without the compiler's own headers (stddef.h and others); "
                    + $"looked in: {string.Join(", ", ResourceHeaders.Places(candidate, version))}",
                    $"apt-get install libclang-common-{Major(version)}-dev");
                return null;
            }

            clang.ResolveLibrary += (name, _, _) => name == "libclang" ? handle : 0;
            return new LibClang(candidate, version, headers);
        }

        diagnostics.Add(
            DiagnosticKinds.NoLibclang, null,
            $"no libclang {Oldest} or newer; looked in: {string.Join(", ", search.Places())}"
            + (rejected.Count == 0 ? "" : $"; {string.Join(", ", rejected)}"),
            $"{Install}, or set {LibClangSearch.Variable} to the library or its directory");
        return null;
    }

    private static int Major(string version) => int.TryParse(version.AsSpan(0, Math.Max(0, version.IndexOf('.'))), out var major) ? major : 0;

    /// <summary>Asks the library itself, not through <see cref="clang"/>: that one binds to a library for good at its first call.</summary>
    private static unsafe string VersionOf(nint handle)
    {
        if (!NativeLibrary.TryGetExport(handle, "clang_getClangVersion", out var getVersion)
            || !NativeLibrary.TryGetExport(handle, "clang_getCString", out var getText)
            || !NativeLibrary.TryGetExport(handle, "clang_disposeString", out var dispose))
            return "";

        var native = ((delegate* unmanaged[Cdecl]<CXString>)getVersion)();
        var text = Marshal.PtrToStringUTF8((nint)((delegate* unmanaged[Cdecl]<CXString, sbyte*>)getText)(native)) ?? "";
        ((delegate* unmanaged[Cdecl]<CXString, void>)dispose)(native);
        return VersionNumber().Match(text).Groups[1].Value;
    }

    [GeneratedRegex(@"clang version ([0-9]+(\.[0-9]+)+)")]
    private static partial Regex VersionNumber();
}
