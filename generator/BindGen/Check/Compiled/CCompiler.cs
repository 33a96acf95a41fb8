using System.Collections.Immutable;
using BindGen.Diagnostics;

namespace BindGen.Check.Compiled;

/// <summary>A C compiler that answers to the options of gcc and clang.</summary>
/// <param name="Program">As the user names it.</param>
/// <param name="ResourceInclude">Where it keeps its own headers.</param>
internal sealed record CCompiler(string Program, bool IsClang, string Machine, string ResourceInclude)
{
    public string Name => Path.GetFileName(Program);

    /// <returns>Null after an error was reported.</returns>
    public static CCompiler? Find(string program, DiagnosticBag diagnostics)
    {
        if (Ask(program, diagnostics, "--version") is not { } version)
            return null;
        var isClang = version.Contains("clang", StringComparison.OrdinalIgnoreCase);
        if (Ask(program, diagnostics, "-dumpmachine") is not { } machine
            || Ask(program, diagnostics, isClang ? "-print-resource-dir" : "-print-file-name=include") is not { } resources)
            return null;
        return new CCompiler(program, isClang, machine, isClang ? Path.Combine(resources, "include") : resources);
    }

    /// <summary>The arguments without those that this compiler does not know: gcc is built for one target and has its own headers.</summary>
    /// <returns>Null when it cannot compile for <paramref name="triple"/>, after an error was reported.</returns>
    public ImmutableArray<string>? Adapt(ImmutableArray<string> arguments, string triple, DiagnosticBag diagnostics)
    {
        if (IsClang)
            return arguments;
        if (Architecture(Machine) != Architecture(triple))
        {
            Unusable(Program, $"it compiles for {Machine}, and the headers are for {triple}", diagnostics);
            return null;
        }
        var adapted = ImmutableArray.CreateBuilder<string>();
        for (var i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] is "-resource-dir" or "-target")
                i++;
            else if (!arguments[i].StartsWith("--target=", StringComparison.Ordinal))
                adapted.Add(arguments[i]);
        }
        return adapted.ToImmutable();
    }

    public static void Unusable(string program, string why, DiagnosticBag diagnostics) => diagnostics.Add(
        DiagnosticKinds.UnusableCompiler, null, $"'{program}' cannot be used: {why}", "Name a gcc for the target, or any clang, such as '--cc gcc' or '--cc clang'.");

    private static string Architecture(string triple) => triple.Split('-')[0];

    private static string? Ask(string program, DiagnosticBag diagnostics, string option)
    {
        if (CompilerProcess.Run(program, [option], out var why) is { ExitCode: 0 } run && run.Output.Trim() is { Length: > 0 } answer)
            return answer;
        Unusable(program, why.Length > 0 ? why : $"it does not answer to {option}, as C compilers do", diagnostics);
        return null;
    }
}
