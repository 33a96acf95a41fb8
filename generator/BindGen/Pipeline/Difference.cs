using BindGen.Comparison;
using BindGen.Diagnostics;

namespace BindGen.Pipeline;

/// <summary>Compares two versions of an API, with what the rules make of them.</summary>
internal static class Difference
{
    /// <returns>Null after an error was reported.</returns>
    public static ApiComparison? Run(DifferenceRequest request, DiagnosticBag diagnostics)
    {
        var source = new ComparedSource(request);
        var bags = new[] { new DiagnosticBag(), new DiagnosticBag() };
        var versions = new[] { request.Before, request.After }.AsParallel().AsOrdered().Select((name, index) => source.Get(name, bags[index])).ToArray();
        foreach (var bag in bags)
            diagnostics.AddRange(bag.ToSorted());
        return versions is [{ } before, { } after] ? ApiComparer.Compare(before, after) : null;
    }
}
