using System.Collections.Immutable;
using BindGen.Diagnostics;
using BindGen.Model;
using BindGen.Rules;

namespace BindGen.Ownership;

/// <summary>Gives a function with a variable number of arguments the arguments of its rule: the format that the rule fixes says their
/// types, <c>fmt: "%s", name: string</c>. A shim with this signature calls the function.</summary>
internal sealed class VariadicBinder(BindingContext context)
{
    /// <returns>The function as its shim has it, without the format, and the rule for that; null after an error was reported.</returns>
    public (CFunction Function, SymbolRule Rule)? Fix(SymbolRule rule, CFunction function)
    {
        var said = rule.Parameters ?? [];
        var names = function.Parameters.Select((parameter, index) => parameter.Name.Length > 0 ? parameter.Name : index < said.Length ? said[index].Name.Text : "").ToList();
        var format = names.Count == 0 ? null : said.FirstOrDefault(parameter => parameter.Name.Text == names[^1]);
        if (format?.Note?.Words is not [{ Kind: WordKind.String } text] || !context.IsText(function.Parameters[^1].Type))
        {
            context.Error(
                DiagnosticKinds.Unsupported, rule.Symbol.Span, $"'{function.Name}' takes a variable number of arguments, and nothing says which",
                names.Count > 0 && context.IsText(function.Parameters[^1].Type)
                    ? $"Fix its format and name the arguments behind it, such as '{names[^1]}: \"%s\", name: string'; or write its types with 'prototype \"…\";'."
                    : "Write 'prototype \"…\";' with the arguments that you need, or skip it with a reason.",
                function);
            return null;
        }

        // The arguments that the format takes come behind it.
        var places = said.Select(parameter => names.IndexOf(parameter.Name.Text) is >= 0 and var place ? place : names.Count).ToList();
        if (places.Zip(places.Skip(1), (before, after) => before > after).Any(isWrong => isWrong))
        {
            context.Error(
                DiagnosticKinds.Contradiction, rule.Span, $"'{function.Name}' takes its parameters in another order",
                $"It is: {string.Join(", ", names)}, and what the format asks for.", function);
            return null;
        }

        if (FormatText.Arguments(text.Text, out var refused) is not { } types)
        {
            context.Error(DiagnosticKinds.Unsupported, text.Span, $"'{refused}' asks for an argument that C# does not have", "Conversions are: s, c, p, and d, i, u, x, o with hh, h, l, ll, z; and e, f, g.", function);
            return null;
        }

        var further = said.Where(parameter => !names.Contains(parameter.Name.Text)).ToList();
        if (further.Count != types.Length)
        {
            context.Error(
                DiagnosticKinds.Contradiction, format.Span, $"the format takes {types.Length} of the arguments behind it, and the rule names {further.Count}",
                types.IsEmpty ? "Leave them out." : $"Name one for each of: {string.Join(", ", types.Select(TypeNotation.Print))}.", function);
            return null;
        }

        var withoutFormat = function.Parameters.RemoveAt(function.Parameters.Length - 1);
        var called = function with
        {
            IsVariadic = false,
            Linkage = CLinkage.Prototype,
            Parameters = [.. withoutFormat, .. further.Zip(types, (parameter, type) => new CParameter(parameter.Name.Text, type))],
        };
        context.Fix(called, new FixedFormat(function.Name, withoutFormat.Length, text.Text));
        return (called, rule with { Parameters = said.Remove(format) });
    }
}
