using BindGen.Model;
using BindGen.Rules;

namespace BindGen.Ownership;

/// <summary>Binds <c>enum</c> items.</summary>
internal static class EnumBinder
{
    public static EnumModel Bind(BlockItem item, CEnum @enum)
    {
        var prefix = SharedWords([.. @enum.Values.Select(value => value.Name)]);
        var byName = @enum.Values.ToLookup(Short, StringComparer.Ordinal);
        return new EnumModel(item.Name.Text, @enum, [.. @enum.Values.Select(value => (NameOf(value), value))], item.Name.Span);

        string Short(CEnumerator value) => WrapperName.Pascal(value.Name[prefix..]);

        // What would be one name for two values stays as C has it.
        string NameOf(CEnumerator value) => byName[Short(value)].Count() == 1 ? Short(value) : value.Name;
    }

    /// <summary>How many characters of whole words all names begin with; at least one word of each stays.</summary>
    private static int SharedWords(string[] names)
    {
        if (names.Length < 2)
            return 0;
        var shared = 0;
        for (var end = names[0].IndexOf('_') + 1; end > 0; end = names[0].IndexOf('_', end) + 1)
        {
            if (!names.All(name => name.Length > end && string.CompareOrdinal(name, 0, names[0], 0, end) == 0))
                break;
            shared = end;
        }
        return shared;
    }
}
