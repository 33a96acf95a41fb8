using System.Collections.Immutable;

namespace BindGen.Pipeline;

/// <summary>Where the C API of a target comes from.</summary>
internal enum ApiOrigin
{
    /// <summary>The headers when this machine has them, otherwise the captured <c>.api</c> file.</summary>
    Auto,

    /// <summary>The headers; it is an error when they are not there.</summary>
    Headers,

    /// <summary>The captured <c>.api</c> file; libclang is not needed.</summary>
    Api,
}

/// <summary>What generated documentation carries over from the headers.</summary>
internal enum DocumentationMode
{
    /// <summary>Who owns what, and where the declaration stands: facts.</summary>
    Links,

    /// <summary>Also the texts of the headers' comments, which are under the headers' licence.</summary>
    Full,
}

/// <param name="Project">The <c>.bindgen</c> file.</param>
/// <param name="Targets">The targets to generate; empty for all.</param>
/// <param name="Templates">A directory whose files replace the tool's templates of the same path.</param>
/// <param name="Output">Replaces the project's <c>output</c>; <c>{target}</c> stands for the target's name.</param>
/// <param name="Checks">What to check instead of writing; null to write.</param>
/// <param name="AcceptsLessCoverage">Record what is wrapped even when it is less than recorded.</param>
/// <param name="Jobs">How many targets may be in work at the same time; null for as many as this machine has processors and memory for.</param>
internal sealed record GenerationRequest(
    string Project,
    ImmutableArray<string> Targets,
    string? Templates,
    string? Output,
    ApiOrigin Origin,
    CheckRequest? Checks,
    DocumentationMode Docs = DocumentationMode.Links,
    bool AcceptsLessCoverage = false,
    int? Jobs = null);
