using System.Collections.Immutable;

namespace BindGen.Model;

internal enum ApiChangeKind
{
    Added,
    Removed,
    Changed,
}

/// <param name="Declaration">What kind of thing and its name: <c>function get_device</c>, <c>struct device</c>.</param>
internal sealed record ApiChange(ApiChangeKind Kind, string Declaration);

/// <summary>What differs between two captures, declaration by declaration. Where a declaration stands is no difference.</summary>
/// <param name="Moved">How many declarations only moved to another line or header.</param>
internal sealed record ApiChanges(ImmutableArray<ApiChange> Items, int Moved)
{
    public bool IsEmpty => Items.IsEmpty;

    public static ApiChanges Between(CApi before, CApi after)
    {
        var changes = ImmutableArray.CreateBuilder<ApiChange>();
        var moved = 0;
        Compare(before.Functions, after.Functions, _ => "function ", declaration => declaration with { Location = default });
        Compare(before.Macros, after.Macros, macro => macro.IsFunctionLike ? "macro " : "constant ", declaration => declaration with { Location = default });
        Compare(before.Variables, after.Variables, _ => "variable ", declaration => declaration with { Location = default });
        Compare(before.Typedefs, after.Typedefs, _ => "typedef ", declaration => declaration with { Location = default });
        Compare(before.Enums, after.Enums, _ => "enum ", declaration => declaration with { Location = default });
        Compare(before.Records, after.Records, record => record.IsUnion ? "union " : "struct ", declaration => declaration with { Location = default });
        CompareAnnotations();
        return new ApiChanges(
            [.. changes.OrderBy(change => change.Kind).ThenBy(change => change.Declaration, StringComparer.Ordinal)], moved);

        void CompareAnnotations()
        {
            var old = before.Annotations.ToLookup(annotation => annotation.Subject, annotation => annotation.Phrase, StringComparer.Ordinal);
            var current = after.Annotations.ToLookup(annotation => annotation.Subject, annotation => annotation.Phrase, StringComparer.Ordinal);
            foreach (var subject in old.Concat(current).Select(group => group.Key).Distinct(StringComparer.Ordinal).Where(subject => !old[subject].SequenceEqual(current[subject])))
                changes.Add(new ApiChange(ApiChangeKind.Changed, $"annotations of {subject}"));
        }

        void Compare<T>(ImmutableArray<T> old, ImmutableArray<T> current, Func<T, string> keyword, Func<T, T> withoutPlace)
            where T : CDeclaration
        {
            var remaining = old.ToDictionary(declaration => keyword(declaration) + declaration.Name, StringComparer.Ordinal);
            foreach (var declaration in current)
            {
                var name = keyword(declaration) + declaration.Name;
                if (!remaining.TryGetValue(name, out var other))
                {
                    changes.Add(new ApiChange(ApiChangeKind.Added, name));
                    continue;
                }
                remaining.Remove(name);
                if (!withoutPlace(declaration).Equals(withoutPlace(other)))
                    changes.Add(new ApiChange(ApiChangeKind.Changed, name));
                else if (declaration.Location != other.Location)
                    moved++;
            }
            foreach (var name in remaining.Keys)
                changes.Add(new ApiChange(ApiChangeKind.Removed, name));
        }
    }
}
