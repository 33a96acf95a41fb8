using System.Collections.Immutable;
using BindGen.Check.Btf;
using BindGen.Check.Compiled;
using BindGen.Check.Layouts;
using BindGen.Diagnostics;
using BindGen.Kernels;
using BindGen.Rules;

namespace BindGen.Pipeline;

/// <summary>Compares the layouts of targets with whatever this machine has to compare them with.</summary>
/// <param name="program">A C compiler that the user names; null for those of the machine.</param>
internal sealed class TargetLayouts(ProjectFiles files, string? program)
{
    private static readonly string[] UsualCompilers = ["gcc", "clang", "cc"];

    // Asked once, however many targets there are.
    private readonly Lazy<ImmutableArray<CCompiler>> _compilers = new(() =>
        [.. UsualCompilers.Select(name => CCompiler.Find(name, new DiagnosticBag())).OfType<CCompiler>().DistinctBy(compiler => (compiler.IsClang, compiler.Machine))]);

    public CheckRow Check(ProjectTarget target, TargetApi api, ApiOrigin origin, DiagnosticBag diagnostics)
    {
        if (!api.IsFromHeaders)
            return NotChecked(target, origin == ApiOrigin.Api ? "captured .api files were asked for, without the headers" : TargetHeaders.Missing(files, target).What);
        if (TargetHeaders.Find(files, target) is not { } headers)
            return NotChecked(target, TargetHeaders.Missing(files, target).What);

        var found = new DiagnosticBag();
        var judges = new List<string>();
        var compiler = program is null ? _compilers.Value.FirstOrDefault(compiler => CanCompile(compiler, headers)) : CCompiler.Find(program, found);
        if (compiler is not null)
            Add(compiler.Name, Judge(target, found, bag => CompiledCheck.Run(api.Api, compiler, headers.Checked(files), bag)), "");
        if (BtfOf(target) is { } path && BtfFile.Read(path, new DiagnosticBag()) is { } btf)
            Add(Path.GetFileName(path), Judge(target, found, bag => BtfCheck.Run(api.Api, btf, path, bag)), " not in it");
        diagnostics.AddRange(found.ToSorted());
        if (found.HasErrors)
            return new CheckRow(CheckKind.Layouts, target.Name, CheckOutcome.Failed, ProjectCheck.Count(found));
        return judges.Count > 0
            ? new CheckRow(CheckKind.Layouts, target.Name, CheckOutcome.Passed, string.Join("; ", judges))
            : NotChecked(target, $"no C compiler here compiles for {headers.Target.Triple}, and the headers come without a vmlinux with BTF");

        void Add(string judge, LayoutFigures? figures, string missing)
        {
            if (figures is not null)
                judges.Add($"{judge}: {Counted.Of(figures.Records, "record")}, {Counted.Of(figures.Enums, "enum")}{(figures.OnlyHere > 0 ? $", {figures.OnlyHere}{missing}" : "")}");
        }
    }

    /// <summary>Runs a comparison, and has its findings say which target they are of.</summary>
    public static LayoutFigures? Judge(ProjectTarget target, DiagnosticBag diagnostics, Func<DiagnosticBag, LayoutFigures?> compare)
    {
        var found = new DiagnosticBag();
        var figures = compare(found);
        diagnostics.AddRange(found.ToSorted().Select(item => item with { Message = $"{target.Name}: {item.Message}" }));
        return figures;
    }

    private static bool CanCompile(CCompiler compiler, TargetHeaders headers) => compiler.Adapt([], headers.Target.Triple, new DiagnosticBag()) is not null;

    /// <summary>The kernel of the headers, with what its own compiler made of them; null where it is not beside them.</summary>
    private static string? BtfOf(ProjectTarget target) =>
        target is KernelTarget kernel && KernelTree.Find(kernel.Kernel, kernel.Arch) is { } tree && File.Exists(tree.Btf) ? tree.Btf : null;

    private static CheckRow NotChecked(ProjectTarget target, string why) => new(CheckKind.Layouts, target.Name, CheckOutcome.NotChecked, why);
}
