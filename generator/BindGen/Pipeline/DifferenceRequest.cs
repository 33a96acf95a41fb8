namespace BindGen.Pipeline;

/// <param name="Project">The <c>.bindgen</c> file whose targets, headers and rules count; null for none, which captures can do without.</param>
/// <param name="Before">A target, an <c>.api</c> file or a kernel, with a git revision and a colon before it or not.</param>
/// <param name="After">The same.</param>
/// <param name="Arch">The architecture of kernels that no target names.</param>
internal sealed record DifferenceRequest(string? Project, string Before, string After, string Arch, ApiOrigin Origin);
