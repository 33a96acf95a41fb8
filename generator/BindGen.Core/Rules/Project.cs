using System.Collections.Immutable;
using BindGen.Diagnostics;

namespace BindGen.Rules;

/// <summary>What a <c>.bindgen</c> file says. Paths are as written, relative to the file.</summary>
/// <param name="Library">What P/Invokes load.</param>
/// <param name="Umbrella">The header to parse; null when the rules' own headers, included in order, are the translation unit.</param>
/// <param name="Output">Where each target's files go; <c>{target}</c> stands for its name.</param>
internal sealed record Project(
    string Path,
    string Name,
    string Library,
    Word? Umbrella,
    ImmutableArray<Word> Rules,
    ImmutableArray<ProjectTarget> Targets,
    string Output)
{
    /// <summary>Of the names of project files.</summary>
    public const string Extension = ".bindgen";

    public string OutputOf(ProjectTarget target) => Output.Replace("{target}", target.Name);
}

/// <summary>What one output is generated for.</summary>
/// <param name="Version">What <c>since</c> and <c>until</c> are compared with; null selects every rule.</param>
internal abstract record ProjectTarget(string Name, string? Version, SourceSpan Span);

/// <param name="Kernel">The series of the kernel, <c>6.12</c>.</param>
/// <param name="Arch">As the kernel names it: <c>x86_64</c>, <c>arm64</c>.</param>
internal sealed record KernelTarget(string Name, string Kernel, string Arch, SourceSpan Span) : ProjectTarget(Name, Kernel, Span);

/// <param name="Triple">The compiler's target, <c>x86_64-linux-gnu</c>.</param>
/// <param name="Includes">Directories that <c>#include</c> searches, as written, relative to the project's file.</param>
/// <param name="Defines">Macros, as <c>NAME</c> or <c>NAME=VALUE</c>.</param>
/// <param name="Arguments">More for the compiler, word by word.</param>
internal sealed record LibraryTarget(
    string Name,
    string Triple,
    string? Version,
    ImmutableArray<string> Includes,
    ImmutableArray<string> Defines,
    ImmutableArray<string> Arguments,
    SourceSpan Span) : ProjectTarget(Name, Version, Span);
