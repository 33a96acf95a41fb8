using System.Collections.Immutable;
using BindGen.Model;

namespace BindGen.Clang;

/// <summary>What to parse. The caller is answerable for a complete command line: see <see cref="ClangArguments"/> for a
/// C library and <see cref="Kernels.KernelTree.Arguments"/> for a kernel.</summary>
/// <param name="UmbrellaName">The path that the umbrella text has for the compiler and in messages; no file needs to be there.
/// Its directory is searched for <c>#include "…"</c>.</param>
/// <param name="UmbrellaText">C text, usually one <c>#include</c> a line.</param>
/// <param name="SelectedHeaders">The headers whose declarations are wanted, as the umbrella's <c>#include</c> names them.</param>
/// <param name="Arguments">The compiler's arguments, without the file.</param>
/// <param name="Exports">Gives, of the names asked for, those that the target exports; null without an export table.</param>
/// <param name="SelectsAll">Whether the declarations of every header of the translation unit are wanted.</param>
internal sealed record ParseRequest(
    string UmbrellaName,
    string UmbrellaText,
    ImmutableArray<string> SelectedHeaders,
    ImmutableArray<string> Arguments,
    CTarget Target,
    Func<IReadOnlySet<string>, IReadOnlyDictionary<string, CExport>>? Exports = null,
    bool SelectsAll = false)
{
    /// <summary>The files that the umbrella includes by their full path, and the names that they go by.</summary>
    public ImmutableDictionary<string, string> Files { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Patterns with <c>*</c> and <c>?</c> of names of included headers whose declarations are wanted too; the compiler's
    /// own headers never are.</summary>
    public ImmutableArray<string> AlsoSelected { get; init; } = [];

    /// <summary>What has no types in C, with the types that a user says.</summary>
    public ImmutableArray<CPrototype> Prototypes { get; init; } = [];

    /// <summary>A request for <paramref name="headers"/> alone: the umbrella includes each, in order.</summary>
    public static ParseRequest ForHeaders(ImmutableArray<string> headers, ImmutableArray<string> arguments, CTarget target) =>
        new("umbrella.h", string.Concat(headers.Select(header => $"#include <{header}>\n")), headers, arguments, target);
}
