using System.Text;
using System.Text.RegularExpressions;

namespace BindGen.Review;

/// <summary>Patterns of paths as git's pathspecs have them: <c>*</c> stands for any characters, also <c>/</c>, and <c>?</c> for one.</summary>
internal sealed class Glob(string pattern)
{
    private readonly Regex _regex = new($"^{Expression(pattern)}$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.Singleline);

    public bool Matches(string path) => _regex.IsMatch(path);

    private static string Expression(string pattern)
    {
        var text = new StringBuilder();
        foreach (var character in pattern.StartsWith("./", StringComparison.Ordinal) ? pattern[2..] : pattern)
            text.Append(character switch { '*' => ".*", '?' => ".", _ => Regex.Escape(character.ToString()) });
        return text.ToString();
    }
}
