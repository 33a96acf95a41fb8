using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using BindGen.Kernels;
using BindGen.Tests.Clang;

namespace BindGen.Tests.Comparison;

/// <summary>A line of C that a version of the headers accepts or not.</summary>
/// <param name="Claim">What is said when it is not as expected.</param>
internal sealed record Probe(string Claim, string Text, bool HoldsBefore, bool HoldsAfter);

/// <summary>Compiles probes with a kernel's own flags, all at once, and sees which lines the compiler refuses.</summary>
internal sealed partial class ProbeProgram(CCompiler compiler, string series, string arch)
{
    private const string Name = "probe";
    private const int MostLines = 10;

    /// <returns>Whether each of them was accepted.</returns>
    public bool[] Ask(IReadOnlyList<Probe> probes)
    {
        var tree = KernelTree.Find(series, arch)!;
        var text = new StringBuilder("#include \"linux.h\"\n");
        for (var i = 0; i < probes.Count; i++)
            text.Append($"#line {(i + 1) * MostLines} \"{Name}\"\n{probes[i].Text.Replace("$", $"probe_{i}")}\n");
        string[] arguments = [.. tree.Arguments(compiler.ResourceInclude()).Where(argument => !compiler.IsGcc || !argument.StartsWith("--target", StringComparison.Ordinal)),
            "-iquote", Repository.PathOf("headers", "linux"), "-w", "-Werror=implicit-function-declaration", "-Werror=incompatible-pointer-types", "-fsyntax-only",
            .. compiler.IsGcc ? ["-fmax-errors=0"] : new[] { "-ferror-limit=0" }, "-"];
        var start = new ProcessStartInfo(compiler.Path, arguments) { RedirectStandardInput = true, RedirectStandardError = true };
        start.Environment["LC_ALL"] = "C";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(text);
        process.StandardInput.Close();
        process.WaitForExit();
        var places = ErrorPlace().Matches(error.Result).Select(match => (File: match.Groups[1].Value, Line: match.Groups[2].Value)).ToList();
        if (places.Find(place => place.File != Name) is { File: not null } foreign)
            throw new InvalidOperationException($"{compiler.Path} refuses {foreign.File}:{foreign.Line} of kernel {series}: {error.Result[..Math.Min(error.Result.Length, 2000)]}");
        var refused = places.Select(place => (int.Parse(place.Line) / MostLines) - 1).ToHashSet();
        return [.. probes.Select((_, i) => !refused.Contains(i))];
    }

    [GeneratedRegex(@"(?m)^([^:\n]+):(\d+):(?:\d+:)? (?:fatal )?error: ")]
    private static partial Regex ErrorPlace();
}
