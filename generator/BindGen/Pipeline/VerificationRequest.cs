using System.Collections.Immutable;
using BindGen.Check.Layouts;
using BindGen.Model;

namespace BindGen.Pipeline;

/// <param name="Project">The <c>.bindgen</c> file.</param>
/// <param name="Targets">The targets to verify; empty for all.</param>
/// <param name="WantsAll">Everything that the headers of the translation unit declare, which is never captured.</param>
/// <param name="Btf">A file with the BTF of the target's kernel; null for no such comparison.</param>
/// <param name="Compiler">A C compiler; null for no such comparison.</param>
internal sealed record VerificationRequest(
    string Project,
    ImmutableArray<string> Targets,
    ApiOrigin Origin,
    bool WantsAll,
    string? Btf,
    string? Compiler);

/// <summary>One target against one judge.</summary>
/// <param name="Origin">Where the C API came from, in words.</param>
/// <param name="Judge">The BTF file or the compiler.</param>
internal sealed record VerificationReport(string Target, string Origin, CApi Api, string Judge, LayoutFigures Figures);
