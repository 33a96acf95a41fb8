using System.Collections.Immutable;
using System.Diagnostics;
using BindGen.Diagnostics;
using BindGen.Model;
using BindGen.Ownership;
using BindGen.Rules;

namespace BindGen.Suggest;

/// <summary>Makes sure that a draft is what it promises: it is bound to the headers, and every rule that does not bind becomes the question
/// that the binder's message is.</summary>
internal static class DraftBinding
{
    private const string File = "draft.rules";

    public static string Bind(Draft draft, CApi api)
    {
        while (true)
        {
            var (text, rules) = DraftText.Of(draft);
            var errors = Errors(text, api);
            if (errors.IsEmpty)
                return RulesFormatter.Format(File, text, new DiagnosticBag()) ?? throw new UnreachableException("what was parsed is formatted");
            var known = errors.Where(error => error.Span is { } span && rules.ContainsKey(span.Line)).ToLookup(error => rules[error.Span!.Value.Line]);
            if (known.Count == 0)
                throw new UnreachableException($"the draft has an error outside its rules: {errors[0].Message}");
            foreach (var rule in known)
                draft = draft.Ask(rule.Key, $"{rule.First().Message}.");
        }
    }

    private static ImmutableArray<Diagnostic> Errors(string text, CApi api)
    {
        var found = new DiagnosticBag();
        var file = RulesParser.Parse(File, text, found);
        if (!found.HasErrors)
            Binder.Bind("Draft", "draft", api, null, [file], found);
        return [.. found.ToSorted().Where(item => item.Kind.Severity == Severity.Error)];
    }
}
