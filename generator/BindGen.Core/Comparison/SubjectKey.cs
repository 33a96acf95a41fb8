namespace BindGen.Comparison;

/// <summary>What a change is about, as one name: C has ordinary names and tags, the rules have items.</summary>
internal static class SubjectKey
{
    private const string ItemPrefix = "item ";

    public static string Ordinary(string name) => name;

    /// <summary>Of a macro that hides something of its name.</summary>
    public static string Hiding(string name) => "macro " + name;

    /// <summary>Of a struct, union or enum; what only a typedef names has that name.</summary>
    public static string Tag(string name) =>
        name.StartsWith(RecordMember.TypedefPrefix, StringComparison.Ordinal) ? Ordinary(name[RecordMember.TypedefPrefix.Length..]) : "tag " + name;

    public static string Item(string name) => ItemPrefix + name;

    /// <returns>The name of an item; null for a key of C.</returns>
    public static string? ItemOf(string key) => key.StartsWith(ItemPrefix, StringComparison.Ordinal) ? key[ItemPrefix.Length..] : null;
}
