using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;

namespace BindGen.Cli;

/// <summary>Options that take one of a few words, which are the members of an enum.</summary>
internal static class Choice
{
    /// <param name="fallback">What holds when the user does not say.</param>
    public static Option<T> Option<T>(string name, string description, T fallback)
        where T : struct, Enum
    {
        return new Option<T>(name)
        {
            Description = description,
            HelpName = string.Join('|', Words<T>()),
            CustomParser = result => Parse<T>(result.Tokens[0].Value, name, result) ?? fallback,
        };
    }

    /// <summary>An option that takes several of the words: separated by commas, or each with the option before it.</summary>
    /// <param name="helpName">What the words are called together.</param>
    public static Option<ImmutableArray<T>> Several<T>(string name, string helpName, string description)
        where T : struct, Enum
    {
        return new Option<ImmutableArray<T>>(name)
        {
            Description = description,
            HelpName = helpName,
            Arity = ArgumentArity.OneOrMore,
            DefaultValueFactory = _ => [],
            CustomParser = result => [.. result.Tokens.SelectMany(token => token.Value.Split(',')).Select(word => Parse<T>(word, name, result)).OfType<T>().Distinct()],
        };
    }

    private static T? Parse<T>(string said, string name, ArgumentResult result)
        where T : struct, Enum
    {
        var words = Words<T>();
        var index = Array.FindIndex(words, word => word.Equals(said.Trim(), StringComparison.OrdinalIgnoreCase));
        if (index >= 0)
            return Enum.GetValues<T>()[index];
        result.AddError($"{name} takes {string.Join(", ", words[..^1])} or {words[^1]}, not '{said}'.");
        return null;
    }

    private static string[] Words<T>()
        where T : struct, Enum => [.. Enum.GetNames<T>().Select(word => word.ToLowerInvariant())];
}
