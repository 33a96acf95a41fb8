using System.IO.Enumeration;

namespace BindGen.Pipeline;

/// <summary>Patterns of paths and headers on a command line, as in git's pathspecs: <c>*</c> stands for any characters, also <c>/</c>, and <c>?</c> for one.</summary>
internal static class PathPattern
{
    public static bool Matches(string pattern, string path) => FileSystemName.MatchesSimpleExpression(pattern, path, ignoreCase: false);
}
