using BindGen.Diagnostics;
using BindGen.Emit;
using BindGen.Model;
using BindGen.Ownership;
using BindGen.Rules;
using BindGen.Tests.Clang;
using Xunit;

namespace BindGen.Tests.Reference;

/// <summary>The reference page of the rules language, and the examples in it.</summary>
public sealed class ReferenceTests
{
    /// <summary>What every example stands beside: the other items that it may name.</summary>
    private const string Surroundings = """
        header <example.h>;
        handle Room = struct room { refcounted room_get / room_put; }
        guard LampLock = lamp_lock(lamp) / lamp_unlock(lamp);
        """;


    [Fact]
    public void The_page_is_what_the_tables_say()
    {
        var diagnostics = new DiagnosticBag();

        Assert.Equal(Repository.Read("generator", "docs", "rules.md"), ReferenceView.Print(diagnostics));
        Assert.Empty(diagnostics.ToSorted());
    }

    /// <summary>A word that nobody shows how to use is a word that nobody finds.</summary>
    [Fact]
    public void Every_word_of_rules_has_an_example_that_uses_it() =>
        Assert.All(
            RuleWords.All.Where(word => word.Place != WordPlace.Target),
            word => Assert.Contains(word.Text, word.Example.Split([' ', '\n', ';', ',', '(', ')', ':'], StringSplitOptions.RemoveEmptyEntries)));

    [LibClangFact]
    public void Every_example_binds()
    {
        var api = TestHeader.Parse(Repository.Read("generator", "docs", "example.h"));

        Assert.Equal([], RuleWords.All.Select(word => word.Example).Where(example => example.Length > 0).Distinct().SelectMany(example => Errors(example, api)));
    }

    private static IEnumerable<string> Errors(string example, CApi api)
    {
        var rules = Complete(example);
        var diagnostics = new DiagnosticBag();
        var file = RulesParser.Parse("example.rules", rules, diagnostics);
        Binder.Bind("Example", "example", api, ApiVersion.Parse("2.0"), [file], diagnostics);
        return diagnostics.ToSorted().Select(found => DiagnosticRenderer.Render(found, _ => rules));
    }

    /// <summary>A rule for a symbol stands in the block of the lamp; an item stands beside it.</summary>
    private static string Complete(string example)
    {
        var isItem = Vocabulary.FindItem(example.Split(' ')[0]) is not null;
        var others = isItem ? example : "";
        var lamp = example.StartsWith("handle Lamp ", StringComparison.Ordinal) ? "" : $$"""
            handle Lamp = struct lamp {
                refcounted lamp_get / lamp_put;
                states Bound > Normal;
                {{(isItem ? "" : example)}}
            }
            """;
        var config = Uses("LampConfig", "inout", "struct lamp_config") ? "record LampConfig = struct lamp_config { .watts; }" : "";
        var driver = Uses("LampDriver", "driver: static", "struct lamp_driver") ? "record LampDriver = struct lamp_driver { static; .version; }" : "";
        var hooks = Uses("LampHooks", "callbacks LampHooks", "struct lamp_hooks") ? "callbacks LampHooks = struct lamp_hooks { cookie last parameter; .lit(lamp); .dimmed(lamp, level); }" : "";
        var panel = example.Contains("panel", StringComparison.Ordinal) ? "handle Panel = struct panel { static; }" : "";
        var files = Uses("PanelFiles", "record PanelFiles", "struct panel_files") ? "record PanelFiles = struct panel_files { static; .open is panel_open; }" : "";
        var keys = Uses("PanelKey", "array of PanelKey", "struct panel_key") ? "record PanelKey = struct panel_key { static; cookie element; .code; .pressed(panel, data: argument of code) callback -> errno; }" : "";
        return string.Join('\n', Surroundings, lamp, config, driver, hooks, panel, files, keys, others);

        bool Uses(string item, string phrase, string type) => example.Contains(phrase, StringComparison.Ordinal) && !example.Contains(type, StringComparison.Ordinal) && !example.Contains($"{item} =", StringComparison.Ordinal);
    }
}
