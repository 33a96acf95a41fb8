using BindGen.Diagnostics;
using BindGen.Output;

namespace BindGen.Kernels;

/// <summary>Makes a tree of this machine stand for a kernel.</summary>
internal static class KernelAddition
{
    /// <param name="name">What targets call it; null for the series of its version.</param>
    /// <param name="arch">What it must be configured for; null for whatever it is.</param>
    /// <returns>Null after an error was reported; then nothing has changed.</returns>
    public static KernelTree? Run(string cache, string path, KernelVersion? name, KernelArch? arch, DiagnosticBag diagnostics) =>
        PreparedTree.Read(path, name, arch, diagnostics) is { } tree
        && StoredFile.Write(AddedTree.FileOf(cache, tree.Series, tree.Arch.Name), Path.GetFullPath(path) + "\n", diagnostics)
            ? tree
            : null;
}
