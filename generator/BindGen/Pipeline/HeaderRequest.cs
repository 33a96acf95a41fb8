using System.Collections.Immutable;

namespace BindGen.Pipeline;

/// <summary>Headers that are read without a project.</summary>
/// <param name="Headers">Each a file, or a name that <c>#include &lt;…&gt;</c> finds; or one captured <c>.api</c> file.</param>
/// <param name="Also">Patterns of included headers that are wanted too.</param>
/// <param name="ClangArguments">Handed to clang after our own, so that they win.</param>
/// <param name="Kernel">The series of the kernel whose headers these are, such as <c>6.12</c>; null for those of a C library.</param>
/// <param name="Arch">The kernel's architecture.</param>
internal sealed record HeaderRequest(
    ImmutableArray<string> Headers,
    ImmutableArray<string> Also,
    ImmutableArray<string> ClangArguments,
    string? Kernel,
    string Arch);
