using System.Collections.Immutable;

namespace BindGen.Suggest;

/// <summary>C names as words: <c>__drm_dev_get</c> is <c>drm dev get</c>, <c>drmModeFreePlane</c> is <c>drm mode free plane</c>.</summary>
internal static class NameWords
{
    public static ImmutableArray<string> Of(string name)
    {
        var words = ImmutableArray.CreateBuilder<string>();
        var start = 0;
        for (var i = 0; i <= name.Length; i++)
        {
            var isEnd = i == name.Length || name[i] == '_';
            if (!isEnd && !(i > start && char.IsUpper(name[i]) && char.IsLower(name[i - 1])))
                continue;
            if (i > start)
                words.Add(name[start..i].ToLowerInvariant());
            start = isEnd ? i + 1 : i;
        }
        return words.ToImmutable();
    }

    public static bool Has(string name, ImmutableHashSet<string> words) => Of(name).Any(words.Contains);
}
