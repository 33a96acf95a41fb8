using System.Text.RegularExpressions;
using BindGen.Rules;
using Xunit;

namespace BindGen.Tests.Annotations;

/// <summary>headers/bindgen.h and the table of words say the same.</summary>
public sealed partial class MacroVocabularyTests
{
    /// <summary>What no macro says, place and word: there is no declaration that it could stand on.</summary>
    private static readonly HashSet<string> Elsewhere =
    [
        // An argument of a callback is no declaration that has a name in C.
        "Parameter opaque", "Parameter bound", "Parameter argument",
        // How a record's callbacks are found, and what in it never changes, is described in files.
        "Record fails", "Field is", "Field required", "Field record", "Field array",
        // Stands behind 'counted by', in BG_COUNTED_BY_PRODUCT.
        "Result times",
        // A header speaks for the version that it is of.
        "Clause since", "Clause until",
        // Macros carry no attributes; tables of callbacks and projects are described in files.
        "Constants flags", "Callbacks cookie", "Callbacks context", "Callbacks fails", "Target arch", "Target arguments", "Target define", "Target include", "Target kernel", "Target triple", "Target version",
    ];

    /// <summary>What stands on a declaration and is no word inside an item: the items themselves, and the name.</summary>
    private static readonly string[] Items = ["handle", "record", "enum", "registration", "guard", "enumerator", "functions", "as"];

    private static IReadOnlyList<(string Name, string Phrase)> Macros { get; } =
        [.. Macro().Matches(Repository.Read("headers", "bindgen.h")).Select(match => (match.Groups[1].Value, PhraseOf(match.Groups[2].Value)))];

    [Fact]
    public void Every_word_that_can_stand_on_a_declaration_has_a_macro() =>
        Assert.All(RuleWords.All.Where(word => !Elsewhere.Contains($"{word.Place} {word.Text}")), word => Assert.Contains(Macros, macro => Says(macro.Phrase, word)));

    [Fact]
    public void Every_macro_says_a_word_of_the_table() =>
        Assert.All(Macros, macro => Assert.True(Items.Contains(macro.Phrase.Split(' ')[0]) || RuleWords.All.Any(word => Says(macro.Phrase, word)), $"{macro.Name} says '{macro.Phrase}'"));

    [Fact]
    public void Every_item_that_is_about_a_declaration_has_a_macro() =>
        Assert.All(Items, item => Assert.Contains(Macros, macro => macro.Phrase.Split(' ')[0] == item));

    [Fact]
    public void What_has_no_macro_is_in_the_table() =>
        Assert.All(Elsewhere, word => Assert.Contains(RuleWords.All, candidate => $"{candidate.Place} {candidate.Text}" == word));

    [Fact]
    public void Every_define_is_a_phrase()
    {
        var header = Repository.Read("headers", "bindgen.h");

        Assert.Equal(Define().Count(header) - 3, Macros.Count);
        Assert.Equal(Macros.Count, Macros.Select(macro => macro.Phrase).Distinct().Count());
        Assert.StartsWith("/* SPDX-License-Identifier: MIT */\n", header, StringComparison.Ordinal);
    }

    /// <summary>A lifetime stands behind the word that it belongs to; two words share a macro where they mean the same.</summary>
    private static bool Says(string phrase, RuleWord word) =>
        word.Place == WordPlace.Lifetime ? phrase.Split(' ').Skip(1).Contains(word.Text) : phrase.Split(' ')[0] == word.Text;

    /// <summary>The phrase with what it is given as capitals: <c>owned by F</c>.</summary>
    private static string PhraseOf(string text) => Argument().Replace(text, "F").Replace("\"", "", StringComparison.Ordinal);

    [GeneratedRegex("""^#define (BG_[A-Z_]+)(?:\([A-Za-z_, ]+\))? BG_PHRASE\((.*?)\)(?: |$)""", RegexOptions.Multiline)]
    private static partial Regex Macro();

    [GeneratedRegex("^#define ", RegexOptions.Multiline)]
    private static partial Regex Define();

    [GeneratedRegex("\" ?#[A-Za-z_]+ ?\"?| #[A-Za-z_]+")]
    private static partial Regex Argument();
}
