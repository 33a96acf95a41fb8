using System.Collections.Immutable;

namespace BindGen.Kernels;

/// <param name="Name">As <c>uname -m</c> and project files say it.</param>
/// <param name="Directory">Below <c>arch/</c> in the kernel's tree.</param>
/// <param name="Package">As the distribution's packages say it.</param>
/// <param name="Triple">For the compiler.</param>
/// <param name="Flags">What the kernel compiles with because it may not touch the vector registers, and how it says that functions can
/// be traced, without which the headers of tracing refuse to be compiled.</param>
internal sealed record KernelArch(string Name, string Directory, string Package, string Triple, ImmutableArray<string> Flags)
{
    public static ImmutableArray<KernelArch> All { get; } =
    [
        new("x86_64", "x86", "amd64", "x86_64-linux-gnu", ["-mno-sse", "-DCC_USING_FENTRY"]),
        new("arm64", "arm64", "arm64", "aarch64-linux-gnu", ["-mgeneral-regs-only", "-DCC_USING_PATCHABLE_FUNCTION_ENTRY"]),
    ];

    /// <summary>What targets are for that do not say it.</summary>
    public static KernelArch Default => All[0];

    /// <summary>What inline assembler of the headers needs besides to be compiled and not only parsed: some optimization, and the
    /// kernel's own addresses.</summary>
    public ImmutableArray<string> CompileFlags => Name == "x86_64" ? ["-O1", "-fno-pie", "-mcmodel=kernel"] : ["-O1", "-fno-pie"];

    /// <summary>What a kernel's configuration defines for this architecture.</summary>
    public string ConfigurationSymbol => $"CONFIG_{Name.ToUpperInvariant()}";

    public static KernelArch? Find(string name) => All.FirstOrDefault(arch => arch.Name == name);
}
