using System.Collections.Immutable;
using BindGen.Model;

namespace BindGen.Check.Layouts;

/// <summary>A record as a flat list of everything that a path reaches inside it, so that layouts of different origin can be compared.</summary>
/// <param name="Tag"><see cref="CTag.Typedef"/> for a record that only a typedef names.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Align">In bytes; null where the origin does not know it.</param>
/// <param name="Members">Default where the origin knows the size only.</param>
/// <param name="Parts">How many records this is: itself, and those without a name inside it.</param>
internal sealed record RecordLayout(CTag Tag, string Name, CLocation Location, long Size, long? Align, ImmutableArray<MemberLayout> Members, int Parts = 1)
{
    /// <summary>The record as C names it.</summary>
    public string Spelling => Tag == CTag.Typedef ? Name : $"{TypeNotation.Keyword(Tag)} {Name}";
}

/// <summary>What a path such as <c>map.entries[0].flags</c> reaches. Members of anonymous members stand for themselves, those of a
/// member whose type has no name follow it.</summary>
/// <param name="BitOffset">From the start of the outermost record, in bits.</param>
/// <param name="BitWidth">Null for what is not a bitfield.</param>
/// <param name="Size">Of its type, in bytes; null for a flexible array and where the origin does not know it.</param>
/// <param name="Align">Of its type, or of the elements of an array, in bytes, when that is a record without a name; otherwise null.</param>
/// <param name="Dimensions">How many levels of arrays it has.</param>
internal sealed record MemberLayout(string Path, long BitOffset, int? BitWidth, long? Size, long? Align = null, int Dimensions = 0)
{
    /// <summary>What follows the path of an array to reach the first of its elements.</summary>
    public static string FirstElement(int dimensions) => string.Concat(Enumerable.Repeat("[0]", dimensions));
}

/// <summary>An enum with its values.</summary>
/// <param name="Name">As <see cref="CEnum.Name"/>; the first enumerator decides which enum without a name is meant.</param>
/// <param name="Spelling">The enum as C names it; null for one without a name.</param>
/// <param name="Size">In bytes.</param>
internal sealed record EnumLayout(string Name, string? Spelling, CLocation Location, long Size, ImmutableArray<CEnumerator> Values);
