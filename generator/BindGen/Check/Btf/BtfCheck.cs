using BindGen.Check.Layouts;
using BindGen.Diagnostics;
using BindGen.Model;

namespace BindGen.Check.Btf;

/// <summary>Compares the layouts of a captured API with the BTF of a kernel.</summary>
internal static class BtfCheck
{
    /// <param name="path">The file that <paramref name="btf"/> was read from.</param>
    /// <returns>Null when a record of the file is damaged; then <paramref name="diagnostics"/> says so.</returns>
    public static LayoutFigures? Run(CApi api, BtfLayouts btf, string path, DiagnosticBag diagnostics)
    {
        var found = new DiagnosticBag();
        var comparison = new LayoutComparison(Path.GetFileName(path));
        var ours = ApiLayouts.Of(api);
        try
        {
            int records = 0, enums = 0, differ = 0, onlyHere = 0;
            foreach (var record in ours.Records)
                Count(Closest(btf.Records(record.Tag, record.Name), other => comparison.Differences(record, other)), record.Location, record.Parts, ref records);
            foreach (var @enum in ours.Enums)
                Count(Closest(btf.Enums(@enum.Name, @enum.Values[0].Name), other => comparison.Differences(@enum, other)), @enum.Location, 1, ref enums);
            diagnostics.AddRange(found.ToSorted());
            return new LayoutFigures(records, enums, differ, onlyHere, ours.Unnamed);

            void Count(List<string>? differences, CLocation place, int parts, ref int compared)
            {
                if (differences is null)
                {
                    onlyHere += parts;
                    return;
                }
                compared += parts;
                differ += differences.Count > 0 ? 1 : 0;
                foreach (var difference in differences)
                    found.Add(LayoutDiagnostic.Of(place, difference));
            }
        }
        catch (InvalidDataException exception)
        {
            BtfFile.Unreadable(path, exception.Message, diagnostics);
            return null;
        }
    }

    /// <summary>The differences from the candidate that has the fewest; null without candidates.</summary>
    private static List<string>? Closest<T>(IEnumerable<T> candidates, Func<T, IEnumerable<string>> differences)
    {
        List<string>? best = null;
        foreach (var candidate in candidates)
        {
            var found = differences(candidate).ToList();
            if (best is null || found.Count < best.Count)
                best = found;
            if (best.Count == 0)
                break;
        }
        return best;
    }
}
