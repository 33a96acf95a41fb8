using BindGen.Diagnostics;
using BindGen.Rules;
using Scriban.Runtime;

namespace BindGen.Emit;

/// <summary>The reference page of the rules language, from the tables that the parser and the binder read.</summary>
internal static class ReferenceView
{
    private static readonly (WordPlace Place, string Title, string Intro)[] Places =
    [
        (WordPlace.Parameter, "On a parameter", "After the name of a parameter and a colon. Several phrases stand one after the other; a comma may stand before one that has more than one word."),
        (WordPlace.Result, "On a result", "After the arrow, separated by commas."),
        (WordPlace.Clause, "On a function", "After a comma, before the arrow or after the result."),
        (WordPlace.Lifetime, "Lifetimes", "How long C keeps what it is given: after `callback`, `callbacks NAME` and `retained`."),
        (WordPlace.Handle, "In a handle", "Statements, each with a semicolon, among the rules for the handle's functions."),
        (WordPlace.Record, "In a record", "Statements among the rules for the record's fields."),
        (WordPlace.Field, "On a field", "After the name of a record's field. A number, an enum or a boolean needs no word."),
        (WordPlace.Callbacks, "In a table of callbacks", "Statements among the rules for its members. Each function pointer of the struct has a rule there, or is skipped."),
        (WordPlace.Registration, "In a registration", "Statements in its block."),
        (WordPlace.Guard, "In a guard", "Statements in its block."),
        (WordPlace.Enumerator, "In an enumerator", "Statements in its block. An enumerator with a beginning and an ending function has the rule of the one that takes the next object there."),
        (WordPlace.Constants, "In constants", "Statements in its block."),
        (WordPlace.Target, "In a target", "Statements of a target in a project file."),
    ];

    /// <returns>The page as Markdown; null after a template error was reported.</returns>
    public static string? Print(DiagnosticBag diagnostics) => new TemplateSet(null, diagnostics).Render("report/reference.sbn-md", View.Map(
        ("items", View.List(Vocabulary.Items, item => View.Map(("usage", item.Usage), ("meaning", item.Meaning)))),
        ("places", View.List(Places, place => View.Map(
            ("title", place.Title),
            ("intro", place.Intro),
            ("words", View.List(RuleWords.All.Where(word => word.Place == place.Place), Word)))))));

    private static ScriptObject Word(RuleWord word) => View.Map(("form", word.Form), ("meaning", word.Meaning), ("example", word.Example));
}
