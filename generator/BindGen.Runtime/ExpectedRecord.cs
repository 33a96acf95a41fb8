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
    internal string? DifferenceFrom(FoundRecord? found)
    {
        if (Here != Size)
            return $"{Name}: {Size} bytes in C, and {Here} in .NET";
        if (found is null)
            return $"{Name}: {Size} bytes expected, and the shims do not have it";
        // The sizes are always told: they say best how far apart the two are.
        var sizes = $"{Name}: {Size} bytes expected, {found.Size} found";
        var member = Members.Select(member => member.DifferenceFrom(found.Members.GetValueOrDefault(member.Name))).FirstOrDefault(difference => difference is not null);
        if (member is not null)
            return $"{sizes}; {member}";
        return found.Size != Size ? sizes : found.Align != Align ? $"{sizes}; alignment {Align} expected, {found.Align} found" : null;
    }
}

/// <summary>A member of an <see cref="ExpectedRecord"/>. For generated code.</summary>
/// <param name="Name">With dots, a path through records inside.</param>
/// <param name="Offset">In bytes, from the start of the record.</param>
/// <param name="Size">In bytes; 0 for an array without a length.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct ExpectedMember(string Name, int Offset, int Size)
{
    internal string? DifferenceFrom((long Offset, long Size)? found) =>
        found is not { } place ? $"'{Name}' is not in the shims"
        : place.Offset != Offset ? $"'{Name}' expected at offset {Offset}, found at {place.Offset}"
        : place.Size != Size ? $"'{Name}' of {Size} bytes expected, {place.Size} found"
        : null;
}
