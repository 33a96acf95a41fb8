using System.Collections.Immutable;

namespace BindGen.Comparison;

/// <summary>What generated code knows of a record.</summary>
/// <param name="IsWhole">Whether it makes such records or passes them by value: then it stands on all of it.</param>
/// <param name="Members">The members that it reads or takes the address of, by name.</param>
internal sealed record RecordUse(bool IsWhole, ImmutableHashSet<string> Members)
{
    public static RecordUse Whole { get; } = new(true, []);

    public static RecordUse None { get; } = new(false, []);

    public bool Has(RecordMember member) => IsWhole || Members.Contains(member.Top) || Members.Contains(member.Path);
}
