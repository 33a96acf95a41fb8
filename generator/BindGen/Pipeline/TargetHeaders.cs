using System.Collections.Immutable;
using BindGen.Check.Compiled;
using BindGen.Clang;
using BindGen.Diagnostics;
using BindGen.Kernels;
using BindGen.Model;
using BindGen.Rules;

namespace BindGen.Pipeline;

/// <summary>The headers of one target as they are on this machine, and how they are compiled.</summary>
/// <param name="Origin">Where they come from, in words.</param>
/// <param name="ForClang">The arguments of a parse.</param>
/// <param name="ForCompiler">Those of a C compiler, for the directory of its own headers.</param>
/// <param name="Exports">The export table; null for what has none.</param>
internal sealed record TargetHeaders(
    CTarget Target,
    string Origin,
    Func<LibClang, ImmutableArray<string>> ForClang,
    Func<string, IEnumerable<string>> ForCompiler,
    Func<IReadOnlySet<string>, IReadOnlyDictionary<string, CExport>>? Exports)
{
    /// <returns>Null when they are not on this machine; <see cref="Missing"/> says so in words.</returns>
    public static TargetHeaders? Find(ProjectFiles files, ProjectTarget target) => target switch
    {
        KernelTarget kernel => KernelTree.Find(kernel.Kernel, kernel.Arch) is { } tree ? Of(tree) : null,
        LibraryTarget library => Absent(files, library) is null ? Of(files.Project, library, ArgumentsOf(files, library)) : null,
        _ => null,
    };

    public static string NameOf(ProjectTarget target) =>
        target is KernelTarget kernel ? $"the headers of kernel {kernel.Kernel} for {kernel.Arch}" : $"the headers of target '{target.Name}'";

    /// <summary>What is not on this machine, and how to get it.</summary>
    public static (string What, string Help) Missing(ProjectFiles files, ProjectTarget target) => target switch
    {
        KernelTarget kernel => ($"{NameOf(kernel)} are not on this machine", HowToFetch(kernel.Kernel, kernel.Arch)),
        LibraryTarget library => (
            $"there is no header '{Absent(files, library)}' where target '{library.Name}' looks",
            "Name its directory in the target, 'include \"DIRECTORY\";', or install the library's headers."),
        _ => ("", ""),
    };

    public static string HowToFetch(string kernel, string arch) => HowToFetch(KernelCache.Directory(), kernel, arch);

    /// <summary>A tree that the user added is not fetched: what it lacks is made in its own place.</summary>
    public static string HowToFetch(string cache, string kernel, string arch)
    {
        if (KernelArch.Find(arch) is { } architecture && KernelVersion.Parse(kernel) is { } name && AddedTree.Find(cache, name, architecture) is { } added)
        {
            var found = new DiagnosticBag();
            PreparedTree.Read(added.Path, name, architecture, found);
            return string.Join(
                " ", found.ToSorted().Select(problem => $"They are those of a tree that was added: {problem.Message}. {problem.Help}").Append($"Or forget that tree: delete {added.File}"));
        }
        return $"Run 'bindgen kernels fetch {kernel} --arch {arch}'; or name a tree of this machine: 'bindgen kernels add PATH'.";
    }

    /// <summary>For a C compiler that is given the project's translation unit.</summary>
    public CheckedHeaders Checked(ProjectFiles files) => new(files.Umbrella, files.UmbrellaDirectory, Target.Triple, ForCompiler);

    private static TargetHeaders Of(KernelTree tree) => new(
        tree.Target, $"headers of {tree.Target.Source}", libclang => tree.Arguments(libclang.ResourceInclude), resources => [.. tree.Arguments(resources), .. tree.Arch.CompileFlags],
        tree.Exports.Find);

    private static TargetHeaders Of(Project project, LibraryTarget library, ImmutableArray<string> arguments)
    {
        var source = library.Version is { } version ? $"{project.Name} {version}" : "";
        return new(
            new CTarget(library.Triple, source, HasExportTable: false), source.Length > 0 ? $"headers of {source}" : $"headers for {library.Triple}",
            libclang => ClangArguments.ForLibrary(libclang, library.Triple, arguments),
            _ => ["-x", "c", "-std=gnu11", $"--target={library.Triple}", .. arguments],
            Exports: null);
    }

    private static ImmutableArray<string> ArgumentsOf(ProjectFiles files, LibraryTarget library) =>
    [
        .. library.Includes.Select(directory => $"-I{Path.GetFullPath(Path.Combine(files.Directory, directory))}"),
        .. library.Defines.Select(define => $"-D{define}"),
        .. library.Arguments,
    ];

    /// <summary>The first header that no directory of the search has; null when all are there, or when only clang knows where to look.</summary>
    private static string? Absent(ProjectFiles files, LibraryTarget library)
    {
        var arguments = ArgumentsOf(files, library);
        var search = new IncludeSearch([.. ClangArguments.IncludeDirectories(arguments, library.Triple), files.UmbrellaDirectory]);
        return ClangArguments.HasSearchOfItsOwn(arguments) ? null : files.HeadersOf(library).FirstOrDefault(header => search.Find(header) is null);
    }
}
