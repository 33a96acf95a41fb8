using System.Collections.Immutable;
using System.Text;
using BindGen.Diagnostics;
using BindGen.Emit;
using BindGen.Model;
using BindGen.Rules;

namespace BindGen.Pipeline;

/// <summary>Writes what headers declare as a rules file to begin with. It guesses nothing: what is not in the header and has to be said
/// is in a comment. What no rule can bind is in a comment with the reason. In canonical form.</summary>
internal sealed class RuleStubs
{
    private readonly CApi _api;
    private readonly ApiIndex _index;
    private readonly ImmutableArray<Unbound> _unbound;
    private readonly StringBuilder _text = new();

    private RuleStubs(CApi api)
    {
        _api = api;
        _index = new ApiIndex(api);
        _unbound = Unbound.Of(api);
    }

    public static string Write(CApi api)
    {
        var stubs = new RuleStubs(api);
        stubs.Write();
        var text = stubs._text.ToString();
        return RulesFormatter.Format("stubs.rules", text, new DiagnosticBag()) ?? text;
    }

    private void Write()
    {
        Line($"header {string.Join(", ", _api.Headers.Select(header => $"<{header}>"))};");
        Line("");
        Line("# Decide what stands behind '#': a parameter may be string, nullable, consumed, retained, out, callback …; a result owned,");
        Line("# borrowed, nullable, errno, string …; or write: NAME skip \"why\".");
        foreach (var header in _api.Headers)
        {
            Records(header);
            Enums(header);
            Functions(header);
            Constants(header);
            Variables(header);
        }
        NotBound();
    }

    private void Functions(string header)
    {
        var unbound = _unbound.Select(item => item.Declaration).OfType<CFunction>()
            .Where(function => function.HasSymbol || function.IsVariadic).ToHashSet();
        var functions = _api.Functions.Where(function => function.Location.Header == header && !unbound.Contains(function)).ToList();
        if (functions.Count == 0)
            return;
        Line("");
        Line($"functions {NameOf(header)} {{");
        foreach (var function in functions)
            Commented($"    {function.Name}({string.Join(", ", Names(function))});", Decisions(function));
        Line("}");
    }

    /// <summary>The parameters' names; a rule may name those that the prototype leaves out as it likes.</summary>
    private static IEnumerable<string> Names(CFunction function) =>
        function.Parameters.Select((parameter, position) => parameter.Name.Length > 0 ? parameter.Name : $"arg{position}");

    private string Decisions(CFunction function)
    {
        var decisions = function.Parameters.Zip(Names(function))
            .Where(pair => IsPointer(pair.First.Type))
            .Select(pair => $"{pair.Second} {TypeNotation.Print(pair.First.Type)}")
            .ToList();
        if (IsPointer(function.Result))
            decisions.Add($"-> {TypeNotation.Print(function.Result)}");
        if (function.Linkage == CLinkage.Inline)
            decisions.Add("inline: a shim calls it");
        return string.Join(", ", decisions);
    }

    private bool IsPointer(CType type) => _index.Resolve(type) is CPointerType;

    private void Records(string header)
    {
        var records = _api.Records.Where(record => record.Location.Header == header).Select(record => (Record: record, Type: TypeName(record.Tag, record.Name))).Where(pair => pair.Type is not null).ToList();
        if (records.Count == 0)
            return;
        Line("");
        Line("# Objects with identity are handles, values are records: uncomment one.");
        foreach (var (record, type) in records)
        {
            Line($"# handle {NameOf(type!)} = {type} {{ }}");
            if (record.IsComplete)
                Line($"# record {NameOf(type!)} = {type} {{ {string.Concat(record.Fields.Where(field => field.Name.Length > 0).Select(field => $".{field.Name}; "))}}}");
        }
    }

    private void Enums(string header)
    {
        var types = _api.Enums.Where(@enum => @enum.Location.Header == header && !@enum.Values.IsEmpty).Select(@enum => TypeName(CTag.Enum, @enum.Name)).OfType<string>().ToList();
        if (types.Count == 0)
            return;
        Line("");
        foreach (var type in types)
            Line($"enum {NameOf(type)} = {type} {{ }}");
    }

    private void Constants(string header)
    {
        var macros = _api.Macros.Where(macro => macro.Location.Header == header && macro.Value is not null).ToList();
        if (macros.Count == 0)
            return;
        Line("");
        Line("# Macros without parameters, for constants Name = PREFIX_*;");
        foreach (var macro in macros)
            Line($"#   {macro.Name} = {ConstantNotation.Print(macro.Value!)}");
    }

    private void Variables(string header)
    {
        var unbound = _unbound.Select(item => item.Declaration).ToHashSet();
        var variables = _api.Variables.Where(variable => variable.Location.Header == header && !unbound.Contains(variable)).ToList();
        if (variables.Count == 0)
            return;
        Line("");
        Line("# Variables, whose addresses the raw layer gives:");
        foreach (var variable in variables)
            Line($"#   {variable.Name} {TypeNotation.Print(variable.Type)}");
    }

    private void NotBound()
    {
        var unbound = _unbound.Where(item => item.Declaration is not CFunction { HasSymbol: false, IsVariadic: false }).ToList();
        var unnamed = _api.Enums.Where(@enum => _api.Headers.Contains(@enum.Location.Header) && TypeName(CTag.Enum, @enum.Name) is null).ToList();
        if (unbound.Count + unnamed.Count == 0)
            return;
        Line("");
        Line("# Not bound:");
        foreach (var value in unnamed.SelectMany(@enum => @enum.Values))
            Line($"#   {value.Name} is of an enum without a name");
        foreach (var item in unbound)
            Line($"#   {item.Name} {item.Reason}");
    }

    /// <summary>The type as rules write it: by its tag, or by the typedef that is its only name; null for what has neither.</summary>
    private static string? TypeName(CTag tag, string name) =>
        !name.Contains('.') ? $"{TypeNotation.Keyword(tag)} {name}"
        : name.StartsWith("typedef.", StringComparison.Ordinal) && name.LastIndexOf('.') == "typedef".Length ? name["typedef.".Length..]
        : null;

    /// <summary>A name of ours for a header or a type.</summary>
    private static string NameOf(string symbol) => RawNamespace.Of(symbol[(symbol.IndexOf(' ') + 1)..]);

    private void Commented(string text, string comment) => Line(comment.Length == 0 ? text : $"{text} # {comment}");

    private void Line(string text) => _text.Append(text).Append('\n');
}
