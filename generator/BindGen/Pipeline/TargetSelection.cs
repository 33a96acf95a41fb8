using System.Collections.Immutable;
using BindGen.Diagnostics;
using BindGen.Rules;

namespace BindGen.Pipeline;

/// <summary>Finds the targets of a project that a user asks for.</summary>
internal static class TargetSelection
{
    /// <param name="names">Empty for all.</param>
    /// <returns>In the order of the project; null after an error was reported.</returns>
    public static ImmutableArray<ProjectTarget>? Of(Project project, ImmutableArray<string> names, DiagnosticBag diagnostics)
    {
        var unknown = names.Where(name => project.Targets.All(target => target.Name != name)).ToList();
        foreach (var name in unknown)
            diagnostics.Add(
                DiagnosticKinds.InvalidProject, SourceSpan.OfFile(project.Path), $"the project has no target '{name}'",
                NearestName.Find(name, project.Targets.Select(target => target.Name)) is { } nearest
                    ? $"Did you mean '{nearest}'?"
                    : $"Its targets are: {string.Join(", ", project.Targets.Select(target => target.Name))}.");
        return unknown.Count > 0 ? null
            : names.IsEmpty ? project.Targets
            : [.. project.Targets.Where(target => names.Contains(target.Name))];
    }
}
