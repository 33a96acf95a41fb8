using System.ComponentModel;

namespace BindGen.Runtime;

/// <summary>A record as code was generated for it. For generated code.</summary>
/// <param name="Name">As C names it: <c>struct io_pgtable_ops</c>.</param>
/// <param name="Size">In bytes, by the C compiler.</param>
/// <param name="Align">In bytes.</param>
/// <param name="Here">The size in bytes that it has in this process.</param>
/// <param name="Members">Those that the code reads or writes, by their place.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record ExpectedRecord(string Name, int Size, int Align, int Here, ExpectedMember[] Members)
{
    /// <returns>Null when there is none.</returns>
    internal string? DifferenceFrom(LayoutTable found, ref long row)
    {
        if (Here != Size)
            return $"{Name}: {Size} bytes in C, and {Here} in .NET";
        var at = found.Find(Name, null, row);
        if (at < 0)
            return $"{Name}: {Size} bytes expected, and the shims do not have it";
        row = at + 1;
        var difference = DifferenceInside(found, at, ref row);
        // The sizes are always told: they say best how far apart the two are.
        return difference is null && found.Size(at) == Size ? null : $"{Name}: {Size} bytes expected, {found.Size(at)} found{difference}";
    }

    private string? DifferenceInside(LayoutTable found, long at, ref long row)
    {
        foreach (var member in Members)
        {
            var place = found.Find(Name, member.Name, row);
            if (place < 0)
                return $"; '{member.Name}' is not in the shims";
            row = place + 1;
            if (found.Place(place) != member.Offset)
                return $"; '{member.Name}' expected at offset {member.Offset}, found at {found.Place(place)}";
            if (found.Size(place) != member.Size)
                return $"; '{member.Name}' of {member.Size} bytes expected, {found.Size(place)} found";
        }
        return found.Size(at) == Size && found.Place(at) != Align ? $"; alignment {Align} expected, {found.Place(at)} found" : null;
    }
}

/// <summary>A member of an <see cref="ExpectedRecord"/>. For generated code.</summary>
/// <param name="Name">With dots, a path through records inside.</param>
/// <param name="Offset">In bytes, from the start of the record.</param>
/// <param name="Size">In bytes; 0 for an array without a length.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct ExpectedMember(string Name, int Offset, int Size);
