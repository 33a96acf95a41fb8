using System.CommandLine;

namespace BindGen.Cli;

/// <summary><c>bindgen kernels</c>: the headers that targets of kernels are generated from.</summary>
internal static class KernelsCommand
{
    public static Command Create(TextWriter output, TextWriter error) => new(
        "kernels",
        """
        The headers of kernels: what there is, and how to get it.

        A target says 'kernel 6.12; arch x86_64;', and its headers are a tree that was added under this name, or else
        the packages of the distribution in the cache. A new kernel is out?

            bindgen kernels fetch 6.12
            bindgen generate
        """)
    {
        KernelsListCommand.Create(output, error),
        KernelsFetchCommand.Create(output, error),
        KernelsAddCommand.Create(output, error),
        KernelsPruneCommand.Create(output, error),
    };
}
