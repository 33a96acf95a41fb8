using System.CommandLine;
using BindGen.Diagnostics;
using BindGen.Kernels;

namespace BindGen.Cli;

/// <summary><c>bindgen kernels add</c>: a tree of this machine stands for a kernel.</summary>
internal sealed class KernelsAddCommand
{
    private readonly Argument<string> _path = new("PATH")
    {
        Description = "The tree: the root of a source tree, a directory where one was built (make O=…), or /usr/src/linux-headers-VERSION-ARCH.",
    };

    private readonly Option<string?> _name = new("--name")
    {
        Description = "What targets call it: 'kernel NAME;'. A series, such as 6.12, or one release. Default: the series of its version.",
        HelpName = "SERIES",
    };

    private readonly Option<string?> _arch = new("--arch")
    {
        Description = "What it must be configured for. Default: whatever it is.",
        HelpName = KernelOptions.ArchNames,
    };

    public static Command Create(TextWriter output, TextWriter error)
    {
        var options = new KernelsAddCommand();
        var command = new Command(
            "add",
            """
            Take the headers of a kernel from a tree of this machine.

            Remembers the path and copies nothing: what is built there anew is used at once. A tree that was added comes
            before what was fetched under the same name, and adding another one replaces it. A source tree must have been
            built, because the headers that its build generates and its export table are needed.

                make -C ~/linux defconfig && make -C ~/linux -j$(nproc)
                bindgen kernels add ~/linux

            What `make headers_install` writes is the interface to programs: targets of libraries take it without being
            added. Exit status: 0 added, 1 the tree cannot be used, and why, 2 wrong usage.
            """)
        {
            options._path,
            options._name,
            options._arch,
        };
        command.SetAction(result => options.Run(result, output, error));
        return command;
    }

    private int Run(ParseResult result, TextWriter output, TextWriter error)
    {
        var path = result.GetValue(_path) ?? "";
        var (name, arch) = (result.GetValue(_name), result.GetValue(_arch));
        var problem = path.Length == 0 ? "the name of the directory is empty"
            : name is not null && KernelVersion.Parse(name) is null ? $"--name: '{name}' is no kernel: say a series, such as 6.12, or one release, such as 6.12.117"
            : arch is not null && KernelArch.Find(arch) is null ? KernelOptions.NoArch(arch)
            : null;
        if (problem is not null)
            return Findings.WrongUsage(problem, error);
        var diagnostics = new DiagnosticBag();
        var tree = KernelAddition.Run(
            Path.GetFullPath(KernelCache.Directory()), Path.TrimEndingDirectorySeparator(path),
            name is null ? null : KernelVersion.Parse(name), arch is null ? null : KernelArch.Find(arch), diagnostics);
        if (tree is not null)
            output.WriteLine($"added {path}, which is {tree.Target.Source} for {tree.Arch.Name}: targets have it with 'kernel {tree.Series}; arch {tree.Arch.Name};'");
        return Findings.Report(result, diagnostics, "nothing was added", error);
    }
}
