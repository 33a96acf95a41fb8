using System.Collections.Immutable;
using BindGen.Check.Compiled;
using BindGen.Diagnostics;

namespace BindGen.Sweeps;

/// <summary>The C compilers of this machine.</summary>
internal static class Compilers
{
    private static readonly string[][] Names = [["gcc"], ["clang-19", "clang", "clang-14"]];

    /// <summary>A gcc and the first clang, as far as they are there.</summary>
    public static ImmutableArray<CCompiler> Installed() =>
        [.. Names.Select(names => names.Select(name => CCompiler.Find(name, new DiagnosticBag())).FirstOrDefault(compiler => compiler is not null)).OfType<CCompiler>()];
}
