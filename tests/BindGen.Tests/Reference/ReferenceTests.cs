using System.Collections.Immutable;
using BindGen.Clang;
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

    private static readonly Lazy<CApi> Api = new(() => TestHeader.Read(File.ReadAllText(Path.Combine(Docs, "example.h"))));

    public static TheoryData<string> Examples => new(RuleWords.All.Where(word => word.Example.Length > 0).Select(word => word.Example).Distinct());

    private static string Docs => Path.Combine(Repository.Root, "generator", "docs");

    [Fact]
    public void The_page_is_what_the_tables_say()
    {
        var diagnostics = new DiagnosticBag();

        Assert.Equal(File.ReadAllText(Path.Combine(Docs, "rules.md")), ReferenceView.Print(diagnostics));
        Assert.Empty(diagnostics.ToSorted());
    }

    /// <summary>A word that nobody shows how to use is a word that nobody finds.</summary>
    [Fact]
    public void Every_word_of_rules_has_an_example_that_uses_it() =>
        Assert.All(
            RuleWords.All.Where(word => word.Place != WordPlace.Target),
            word => Assert.Contains(word.Text, word.Example.Split([' ', '\n', ';', ',', '(', ')', ':'], StringSplitOptions.RemoveEmptyEntries)));

    [ClangTheory]
    [MemberData(nameof(Examples))]
    public void Every_example_binds(string example)
    {
        var rules = Complete(example);
        var diagnostics = new DiagnosticBag();
        var file = RulesParser.Parse("example.rules", rules, diagnostics);

        var model = Binder.Bind("Example", "example", Api.Value, ApiVersion.Parse("2.0"), [file], diagnostics);

        Assert.Equal("", string.Concat(diagnostics.ToSorted().Select(found => DiagnosticRenderer.Render(found, _ => rules) + "\n")));
        Assert.NotNull(model);
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
        return string.Join('\n', Surroundings, lamp, config, driver, hooks, others);

        bool Uses(string item, string phrase, string type) => example.Contains(phrase, StringComparison.Ordinal) && !example.Contains(type, StringComparison.Ordinal) && !example.Contains($"{item} =", StringComparison.Ordinal);
    }
}
