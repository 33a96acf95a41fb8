using System.Collections.Immutable;
using BindGen.Diagnostics;
using BindGen.Model;
using BindGen.Rules;

namespace BindGen.Ownership;

/// <summary>Binds <c>constants</c> items: the macros that begin with a prefix.</summary>
internal sealed class ConstantsBinder(BindingContext context)
{
    private const string Usage = "Write 'constants Name = PREFIX_*;'.";

    /// <returns>Null after an error was reported.</returns>
    public ConstantsModel? Bind(BlockItem item)
    {
        var statements = item.Members.OfType<StatementMember>().ToList();
        foreach (var member in item.Members.Except(statements))
            context.Error(DiagnosticKinds.Unsupported, member.Span, "a rule in a block of constants says nothing that this version generates", "Leave it out.");
        context.Refuse(statements.Where(statement => !IsFlags(statement)).SelectMany(statement => statement.Clauses), "in a block of constants");
        if (item.Type?.Words is not [{ Kind: WordKind.Name } pattern] || !pattern.Text.EndsWith("*", StringComparison.Ordinal) || pattern.Text.Contains('.'))
        {
            context.Error(DiagnosticKinds.SyntaxError, item.Type?.Span ?? item.Name.Span, $"'constants {item.Name.Text}' names no prefix", Usage);
            return null;
        }

        var prefix = pattern.Text[..^1];
        var macros = context.Index.Api.Macros.Where(macro => macro.Name.StartsWith(prefix, StringComparison.Ordinal)).ToList();
        // No pointer is in the safe layer.
        var constants = macros.Where(macro => macro.Value is not (null or CPointerConstant)).ToImmutableArray();
        if (constants.IsEmpty)
        {
            context.Error(
                DiagnosticKinds.UnknownSymbol, pattern.Span, $"no constant begins with '{prefix}'",
                macros.Count > 0 ? $"'{macros[0].Name}' {macros[0].Reason ?? "is a pointer"}."
                : NearestName.Find(pattern.Text, Prefixes()) is { } nearest ? $"Did you mean '{nearest}'?"
                : "If only some kernels have them, add 'since' or 'until' with a version.",
                macros.FirstOrDefault());
            return null;
        }

        var type = EnumType(constants);
        if (type is null && statements.FirstOrDefault(IsFlags) is { } flags)
            context.Error(
                DiagnosticKinds.Contradiction, flags.Span, $"'{constants.First(macro => macro.Value is not CIntegerConstant).Name}' is no integer, and flags are", "Leave 'flags' out.",
                constants.First(macro => macro.Value is not CIntegerConstant));
        return new ConstantsModel(item.Name.Text, pattern.Text, type, statements.Any(IsFlags), Named(constants, prefix.Length), item.Name.Span);
    }

    private static bool IsFlags(StatementMember statement) => statement.Clauses is [{ Words: [{ Text: "flags" }] }];

    /// <summary>What the names of the constants begin with, word by word.</summary>
    private IEnumerable<string> Prefixes() =>
        context.Index.Api.Macros.Where(macro => macro.Value is not null)
            .SelectMany(macro => macro.Name.Select((c, index) => (c, index)).Where(item => item.c == '_').Select(item => macro.Name[..(item.index + 1)] + "*"))
            .Distinct(StringComparer.Ordinal);

    private static ImmutableArray<(string, CMacro)> Named(ImmutableArray<CMacro> constants, int prefix)
    {
        var byName = constants.ToLookup(Short, StringComparer.Ordinal);
        // What would be one name for two values, or none, stays as C has it.
        return [.. constants.Select(macro => (Short(macro) is { Length: > 0 } name && byName[name].Count() == 1 ? name : macro.Name, macro))];

        string Short(CMacro macro) => WrapperName.Pascal(macro.Name[prefix..]);
    }

    /// <summary>The type that C gives all of them, or the smallest that holds them; null when one is no integer.</summary>
    private static CBuiltin? EnumType(ImmutableArray<CMacro> constants)
    {
        var values = constants.Select(macro => macro.Value).OfType<CIntegerConstant>().ToList();
        if (values.Count < constants.Length)
            return null;
        if (values[0].Type is CBuiltinType { Kind: CBuiltin.Int or CBuiltin.UInt or CBuiltin.Long or CBuiltin.ULong or CBuiltin.LongLong or CBuiltin.ULongLong } shared
            && values.All(value => value.Type == shared))
            return shared.Kind;
        var isNegative = values.Any(value => value.Value < 0 && !ConstantNotation.IsUnsigned(value.Type));
        return values.All(value => value.Value is >= int.MinValue and <= int.MaxValue && (value.Value >= 0 || !ConstantNotation.IsUnsigned(value.Type))) ? CBuiltin.Int
            : isNegative ? CBuiltin.LongLong
            : values.All(value => value.Value is >= 0 and <= uint.MaxValue) ? CBuiltin.UInt
            : CBuiltin.ULongLong;
    }
}
