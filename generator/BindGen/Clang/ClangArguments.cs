using System.Collections.Immutable;

namespace BindGen.Clang;

/// <summary>Command lines of clang.</summary>
internal static class ClangArguments
{
    /// <summary>The options of every parse: all errors are wanted, warnings are the business of whoever owns the header.</summary>
    /// <remarks>Newer compilers keep <c>counted_by</c> in the type of the field, where libclang cannot look behind it, and older
    /// ones do not know it; layouts are the same without it.</remarks>
    public static ImmutableArray<string> Always { get; } =
    [
        "-w", "-ferror-limit=0",
        "-D__counted_by__(member)=", "-Dcounted_by(member)=", "-D__counted_by_or_null__(member)=", "-D__sized_by__(member)=",
    ];

    /// <summary>For headers of a C library, compiled for <paramref name="triple"/>; <paramref name="user"/> comes last and wins.</summary>
    public static ImmutableArray<string> ForLibrary(LibClang libclang, string triple, IEnumerable<string> user) =>
        ["-x", "c", "-std=gnu11", $"--target={triple}", "-resource-dir", libclang.ResourceDirectory, .. user];

    /// <summary>The directories that <c>#include</c> searches, in the order of clang's search; full paths.</summary>
    public static ImmutableArray<string> IncludeDirectories(ImmutableArray<string> arguments, string triple)
    {
        var byOption = IncludeOptions.ToDictionary(option => option, _ => new List<string>(), StringComparer.Ordinal);
        for (var i = 0; i < arguments.Length; i++)
        {
            if (Array.Find(IncludeOptions, option => arguments[i].StartsWith(option, StringComparison.Ordinal)) is not { } option)
                continue;
            var directory = arguments[i].Length > option.Length ? arguments[i][option.Length..]
                : i + 1 < arguments.Length ? arguments[++i] : "";
            if (directory.Length > 0)
                byOption[option].Add(Path.GetFullPath(directory));
        }

        if (!arguments.Contains("-nostdinc"))
            byOption["-isystem"].AddRange(["/usr/local/include", $"/usr/include/{triple}", "/usr/include"]);
        return [.. IncludeOptions.SelectMany(option => byOption[option])];
    }

    /// <summary>Whether the arguments say in a way that only clang understands where headers are.</summary>
    public static bool HasSearchOfItsOwn(ImmutableArray<string> arguments) =>
        arguments.Any(argument => argument.StartsWith("--sysroot", StringComparison.Ordinal) || argument.StartsWith("-isysroot", StringComparison.Ordinal) || argument.StartsWith('@'));

    /// <summary>In the order in which clang searches what they name.</summary>
    private static readonly string[] IncludeOptions = ["-iquote", "-I", "-isystem", "-idirafter"];
}
