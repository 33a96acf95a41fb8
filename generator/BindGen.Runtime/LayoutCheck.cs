using System.ComponentModel;

namespace BindGen.Runtime;

/// <summary>A native library is asked for the layouts that generated code depends on: its shims have a table that the C compiler filled.
/// For generated code.</summary>
/// <param name="library">As imports name it.</param>
/// <param name="source">What the code was generated from, such as <c>linux 6.12.117, x86_64-linux-gnu</c>.</param>
/// <param name="symbol">The function that gives the table.</param>
/// <param name="table">Calls it.</param>
/// <param name="expected">The records as the code was generated for them.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class LayoutCheck(string library, string source, string symbol, Func<nint> table, Func<ExpectedRecord[]> expected)
{
    private volatile bool _hasPassed;

    internal string Library => library;

    /// <summary>Compares; what has passed is not asked again, and what has not is refused at every call.</summary>
    /// <exception cref="LayoutMismatchException">A record has another layout, or the library does not say.</exception>
    internal void Run()
    {
        if (_hasPassed)
            return;
        var found = Ask();
        if (found.Version != LayoutTable.CurrentVersion)
            throw Refused([], $"says its layouts in version {found.Version}, and this BindGen.Runtime reads version {LayoutTable.CurrentVersion}.", "Generate the wrappers and build their shims with one version of BindGen.");
        // Loops, because this is compiled while the first call waits, and what LINQ takes to compile is a hundred times what it does.
        var (names, differences, row) = (new List<string>(), new List<string>(), 0L);
        foreach (var record in expected())
        {
            if (record.DifferenceFrom(found, ref row) is not { } difference)
                continue;
            names.Add(record.Name);
            differences.Add(difference);
        }
        if (names.Count > 0)
        {
            throw Refused(
                names, "has other layouts:" + LayoutMismatchException.Listed(differences),
                found.Source == source
                    ? "Its shims are of these wrappers, and were compiled with other headers or options: generate the wrappers from those headers."
                    : $"Its shims are those of {found.Source}: use the wrappers of these, or build the shims of the wrappers against the headers of the library that runs.");
        }
        _hasPassed = true;
    }

    private LayoutTable Ask()
    {
        try
        {
            return LayoutTable.At(table());
        }
        catch (EntryPointNotFoundException)
        {
            throw Refused(
                [], $"does not say which layouts it has: it lacks '{symbol}'.",
                "Build the shims that were generated with these wrappers ('make -C shims'), and load them, or a library that they are linked into.");
        }
    }

    private LayoutMismatchException Refused(IEnumerable<string> records, string what, string remedy) =>
        new(library, [.. records], $"The wrappers of '{library}' were generated from {source}, and the library that was loaded {what}\n{remedy}");
}
