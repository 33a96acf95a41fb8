using System.CommandLine;

namespace BindGen.Cli;

/// <summary>Options that take one of a few words, which are the members of an enum.</summary>
internal static class Choice
{
    /// <param name="fallback">What holds when the user does not say.</param>
    public static Option<T> Option<T>(string name, string description, T fallback)
        where T : struct, Enum
    {
        var words = Enum.GetNames<T>().Select(word => word.ToLowerInvariant()).ToArray();
        return new Option<T>(name)
        {
            Description = description,
            HelpName = string.Join('|', words),
            CustomParser = result =>
            {
                var said = result.Tokens[0].Value;
                var index = Array.FindIndex(words, word => word.Equals(said, StringComparison.OrdinalIgnoreCase));
                if (index >= 0)
                    return Enum.GetValues<T>()[index];
                result.AddError($"{name} takes {string.Join(", ", words[..^1])} or {words[^1]}, not '{said}'.");
                return fallback;
            },
        };
    }
}
