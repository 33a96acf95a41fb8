using System.Collections.Immutable;
using BindGen.Diagnostics;
using BindGen.Pipeline;
using BindGen.Rules;

namespace BindGen.Review;

/// <summary>Where generated files are.</summary>
/// <param name="Path">A directory, a captured API, or the record of coverage, which is of no single target.</param>
internal sealed record ReviewPlace(string Path, string? Project, string? Target, bool IsDirectory);

/// <summary>A project, as far as its output says where it is.</summary>
internal sealed record ReviewedProject(string Path, ImmutableArray<ReviewPlace> Places)
{
    /// <returns>Null after an error was reported.</returns>
    public static ReviewedProject? Read(string path, DiagnosticBag diagnostics)
    {
        if (TextFile.Read(path, diagnostics) is not { } text || ProjectReader.Read(RulesParser.Parse(path, text, diagnostics), diagnostics) is not { } project)
            return null;
        var files = new ProjectFiles(project, [], "", "");
        return new ReviewedProject(path,
        [
            .. project.Targets.SelectMany(target => (ReviewPlace[])
            [
                new ReviewPlace(System.IO.Path.GetFullPath(System.IO.Path.Combine(files.Directory, project.OutputOf(target))), path, target.Name, IsDirectory: true),
                new ReviewPlace(System.IO.Path.GetFullPath(files.CapturedApiOf(target)), path, target.Name, IsDirectory: false),
            ]),
            new ReviewPlace(System.IO.Path.GetFullPath(files.CoverageFile), path, null, IsDirectory: false),
        ]);
    }
}
