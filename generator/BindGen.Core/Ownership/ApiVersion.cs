using System.Globalization;
using BindGen.Rules;

namespace BindGen.Ownership;

/// <summary>A version in a <c>since</c> or <c>until</c> clause, compared number by number: <c>6.9</c> is before <c>6.12</c>.</summary>
internal readonly record struct ApiVersion(int Major, int Minor, int Patch) : IComparable<ApiVersion>
{
    /// <returns>Null when the text is no version of one to three numbers.</returns>
    public static ApiVersion? Parse(string text)
    {
        var parts = text.Split('.');
        var numbers = new int[3];
        if (parts.Length > 3)
            return null;
        for (var i = 0; i < parts.Length; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]))
                return null;
        }
        return new ApiVersion(numbers[0], numbers[1], numbers[2]);
    }

    public override string ToString() =>
        string.Format(CultureInfo.InvariantCulture, Patch == 0 ? "{0}.{1}" : "{0}.{1}.{2}", Major, Minor, Patch);

    /// <summary>Whether clauses with versions among them select a version; those that are no versions select all.</summary>
    /// <param name="version">Null when the target has none.</param>
    public static bool Selects(IEnumerable<Clause> clauses, ApiVersion? version) =>
        version is not { } current || clauses.All(clause => clause.Words is not [{ Kind: WordKind.Name, Text: "since" or "until" } word, { Kind: WordKind.Number } number]
            || Parse(number.Text) is not { } bound
            || (word.Text == "since" ? current.CompareTo(bound) >= 0 : current.First(number.Text.Split('.').Length).CompareTo(bound) <= 0));

    /// <summary>Without the later numbers: a series has all of its releases.</summary>
    private ApiVersion First(int numbers) => new(Major, numbers > 1 ? Minor : 0, numbers > 2 ? Patch : 0);

    public int CompareTo(ApiVersion other) =>
        Major != other.Major ? Major.CompareTo(other.Major)
        : Minor != other.Minor ? Minor.CompareTo(other.Minor)
        : Patch.CompareTo(other.Patch);
}
