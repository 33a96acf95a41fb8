using System.Collections.Immutable;
using System.Text;
using BindGen.Diagnostics;
using BindGen.Emit;
using BindGen.Model;
using BindGen.Ownership;
using BindGen.Rules;
using BindGen.Tests.Emit;
using Xunit;
using Xunit.Abstractions;

namespace BindGen.Tests.Ownership;

/// <summary>Slips of the pen in the kernel's rules: each has to be an error, or to change the ownership report of a target.</summary>
public sealed class MutationTests(ITestOutputHelper output)
{
    private const int Mutants = 1000;
    private const int Seed = 20261121;

    private static readonly string[] Series = ["6.1", "6.12"];

    [Fact]
    public void No_slip_goes_unnoticed()
    {
        var files = Directory.EnumerateFiles(Repository.PathOf("headers", "linux"), "*.rules").Order(StringComparer.Ordinal)
            .ToImmutableDictionary(path => Path.GetFileName(path), File.ReadAllText);
        var trees = files.ToImmutableDictionary(pair => pair.Key, pair => Parse(pair.Key, pair.Value)!);
        var expected = Report(trees);
        Assert.NotNull(expected);
        var mutants = files.SelectMany(pair => Of(pair.Key, pair.Value)).ToArray();
        new Random(Seed).Shuffle(mutants);
        var chosen = mutants.Take(Mutants).ToList();

        var survivors = chosen.AsParallel().Where(mutant => Parse(mutant.File, mutant.Text) is { } tree && Report(trees.SetItem(mutant.File, tree)) == expected)
            .Select(mutant => mutant.What).Order(StringComparer.Ordinal).ToList();

        output.WriteLine($"{chosen.Count} of {mutants.Length} mutants, {survivors.Count} survivors");
        Assert.True(chosen.Count >= 500, $"only {chosen.Count} mutants");
        Assert.Equal("", string.Join('\n', survivors));
    }

    private static RulesFile? Parse(string file, string text)
    {
        var diagnostics = new DiagnosticBag();
        var tree = RulesParser.Parse(file, text, diagnostics);
        return diagnostics.HasErrors ? null : tree;
    }

    /// <returns>Null when the rules are refused.</returns>
    private static string? Report(ImmutableDictionary<string, RulesFile> trees)
    {
        var rules = trees.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value).ToImmutableArray();
        var diagnostics = new DiagnosticBag();
        VersionCheck.Check(rules, [.. Series.Select(series => ApiVersion.Parse(series)!.Value)], diagnostics);
        var report = new StringBuilder();
        foreach (var series in Series)
        {
            var version = ApiVersion.Parse(series);
            var headers = rules.SelectMany(file => file.Items).OfType<DirectiveItem>()
                .Where(item => item.Keyword.Text == "header" && ApiVersion.Selects(item.Arguments, version)).SelectMany(item => item.Arguments[0].Words).Select(word => word.Text).ToHashSet(StringComparer.Ordinal);
            report.AppendLine(string.Join(", ", headers.Order(StringComparer.Ordinal)));
            report.AppendLine(string.Join(", ", PrototypeBinder.Select(rules, version).Select(prototype => prototype.Before + prototype.Name + prototype.After)));
            if (Binder.Bind("Linux", "kernel", KernelModel.Api(series), version, rules, diagnostics) is not { } model || diagnostics.HasErrors)
                return null;
            foreach (var file in Emitter.EmitReports(model, diagnostics))
                report.AppendLine(file.Text);
        }
        return report.ToString();
    }

    private static IEnumerable<(string File, string Text, string What)> Of(string file, string text)
    {
        var tokens = Lexer.Scan(file, text, new DiagnosticBag());
        var starts = LineStarts(text);
        foreach (var (index, token) in tokens.Index().Where(item => item.Item.IsWord))
        {
            // The one word of the language that may be left out without saying anything else: the handle that a function lends.
            if (index > 0 && tokens[index - 1].Text == "borrowed" && token.Kind == TokenKind.Name && char.IsUpper(token.Text[0]))
                continue;
            var (start, end) = Range(token.Span);
            yield return Mutant(start, end, "", "dropped");
            if (token.Kind == TokenKind.Name && token.Text.Length > 2)
                yield return Mutant(start, end, token.Text[..1] + token.Text[2..], "misspelled");

            (string, string, string) Mutant(int from, int to, string with, string how) =>
                (file, text[..from] + with + text[to..], $"{file}({token.Span.Line},{token.Span.Column}): {how} {token.Describe()}");
        }
        var tree = RulesParser.Parse(file, text, new DiagnosticBag());
        foreach (var item in tree.Items)
        {
            var (start, end) = Range(item.Span);
            yield return (file, text[..start] + text[end..], $"{file}({item.Span.Line}): removed {item.Keyword.Text}");
            var members = item switch { BlockItem block => block.Members, PairItem pair => pair.Members, _ => [] };
            foreach (var member in members)
            {
                var (from, to) = Range(member.Span);
                yield return (file, text[..from] + text[to..], $"{file}({member.Span.Line}): removed {text[from..to]}");
            }
            var symbols = members.OfType<SymbolMember>().Select(member => member.Rule).Concat(item is PairItem both ? new[] { both.Begin, both.End }.OfType<SymbolRule>() : []);
            foreach (var parameters in symbols.Select(symbol => symbol.Parameters ?? []))
            {
                for (var i = 1; i < parameters.Length; i++)
                {
                    var ((a, b), (c, d)) = (Range(parameters[i - 1].Span), Range(parameters[i].Span));
                    yield return (file, text[..a] + text[c..d] + text[b..c] + text[a..b] + text[d..], $"{file}({parameters[i].Span.Line}): swapped {text[a..b]} and {text[c..d]}");
                }
            }
        }

        (int Start, int End) Range(SourceSpan span) => (starts[span.Line - 1] + span.Column - 1, starts[span.EndLine - 1] + span.EndColumn - 1);
    }

    private static List<int> LineStarts(string text)
    {
        List<int> starts = [0];
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n')
                starts.Add(i + 1);
        }
        return starts;
    }
}
