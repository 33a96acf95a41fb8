using System.Collections.Immutable;
using System.CommandLine;
using BindGen.Pipeline;

namespace BindGen.Cli;

/// <summary>What every command on a project takes: the project, its targets, and where their C API comes from.</summary>
/// <param name="origin">Where it comes from when the user does not say.</param>
internal sealed class ProjectOptions(ApiOrigin origin)
{
    public Argument<string?> Project { get; } = new("PROJECT")
    {
        Description = "The .bindgen file; without it, the only one in the current directory.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public Option<string[]> Targets { get; } = new("--target", "-t") { Description = "A target of the project, such as linux-6.12; repeat for several. Default: all.", HelpName = "NAME" };

    public Option<ApiOrigin> From { get; } = Choice.Option(
        "--from",
        "headers: parse them; api: use the captured .api files, without libclang; auto: headers where this machine has them."
        + (origin == ApiOrigin.Auto ? "" : $" Default: {origin.ToString().ToLowerInvariant()}."),
        origin);

    public ApiOrigin OriginOf(ParseResult result) => result.GetResult(From) is null ? origin : result.GetValue(From);

    public ImmutableArray<string> TargetsOf(ParseResult result) => [.. result.GetValue(Targets) ?? []];

    /// <returns>Null with the reason when no project is named and the directory does not have exactly one.</returns>
    public static (string? Project, string Problem) Read(string? project)
    {
        if (project is not null)
            return project.Length == 0 ? (null, "the name of the project file is empty") : (project, "");
        var found = Directory.GetFiles(".", $"*{Rules.Project.Extension}").Select(path => Path.GetRelativePath(".", path)).Order(StringComparer.Ordinal).ToArray();
        return found is [var only] ? (only, "")
            : (null, found.Length == 0 ? "there is no .bindgen file in this directory; name one" : $"name one of: {string.Join(", ", found)}");
    }
}
