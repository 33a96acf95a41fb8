using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Text;
using BindGen.Model;
using Scriban.Runtime;

namespace BindGen.Emit;

/// <summary>Macros and variables as members of <c>Methods</c>, where users of ClangSharp look for them.</summary>
/// <param name="functions">The names of the functions that are members already.</param>
internal sealed class RawConstants(CApi api, ApiIndex index, RawTypes types, IEnumerable<string> functions)
{
    private readonly HashSet<string> _variables = new(api.Variables.Select(variable => variable.Name), StringComparer.Ordinal);
    private readonly HashSet<string> _taken = new(functions.Concat(["Methods", "Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "ToString"]), StringComparer.Ordinal);
    private readonly HashSet<string> _macros = new(api.Macros.Select(macro => macro.Name), StringComparer.Ordinal);

    /// <summary>Everything that becomes a member.</summary>
    public IEnumerable<CDeclaration> Members => Constants.Concat<CDeclaration>(api.Variables.Where(variable => Reason(variable) is null));

    private IEnumerable<CMacro> Constants => api.Macros.Where(macro => macro.Value is not null);

    /// <summary>The variables whose address is known when the library is loaded.</summary>
    public ScriptArray Variables(ImmutableHashSet<string> headers) => View.List(
        api.Variables.Where(variable => headers.Contains(variable.Location.Header) && Reason(variable) is null),
        variable => View.Map(
            ("name", _taken.Contains(variable.Name) ? variable.Name + "_" : CSharpName.Escape(variable.Name)),
            ("c_name", variable.Name),
            ("symbol", variable.Symbol),
            ("type", types.Print(new CPointerType(variable.Type))),
            ("native", CSpelling.Print(variable.Type))));

    public ScriptArray Of(ImmutableHashSet<string> headers) => View.List(Constants.Where(macro => headers.Contains(macro.Location.Header)), macro => View.Map(
        [("name", Name(macro.Name)), ("clash", _taken.Contains(macro.Name) || _variables.Contains(macro.Name) ? macro.Name : null), .. Value(macro.Value!)]));

    /// <summary>What is not in the file, with the reason. Macros that take arguments or stand for nothing are not expected there.</summary>
    public ScriptArray LeftOut(ImmutableHashSet<string> headers) => View.List(
        api.Macros.Where(macro => headers.Contains(macro.Location.Header) && macro.Kind is not (CMacroKind.Constant or CMacroKind.TakesArguments or CMacroKind.Empty))
            .Select(macro => (macro.Name, macro.Reason))
            .Concat(api.Variables.Where(variable => headers.Contains(variable.Location.Header)).Select(variable => (variable.Name, Reason: Reason(variable))).Where(variable => variable.Reason is not null)),
        item => View.Map(("name", item.Name), ("reason", item.Reason)));

    /// <summary>The value of an enum as one of the integer type behind it, for code that does not see the raw layer.</summary>
    public CConstant Plain(CConstant constant) =>
        constant is CIntegerConstant { Type: CNamedType named } integer && index.Enum(named.Name) is { } @enum
            ? integer with { Type = new CBuiltinType(@enum.Underlying) }
            : constant;

    /// <summary>C has one name space for macros and another one for functions; a class has one.</summary>
    private string Name(string macro)
    {
        var name = macro;
        while (_taken.Contains(name) || _variables.Contains(name) || (name != macro && _macros.Contains(name)))
            name += "_";
        return CSharpName.Escape(name);
    }

    /// <summary>Why a variable is left out of the raw layer; null for one whose address it gives.</summary>
    public string? Reason(CVariable variable) =>
        variable.IsStatic ? "is a variable of each file that includes the header"
        : variable.IsThreadLocal ? "is a variable of each thread"
        : api.Target.HasExportTable && variable.Export is null ? "is a variable, and not exported"
        : null;

    /// <summary>The members <c>type</c>, <c>value</c>, <c>is_const</c> and <c>native</c> of a view.</summary>
    public IEnumerable<(string, object?)> Value(CConstant constant)
    {
        switch (constant)
        {
            case CIntegerConstant integer:
                return Member(types.Print(integer.Type)!, Literal(integer), integer.Type, IsConst(integer));
            case CFloatConstant real:
                return Member(types.Print(real.Type)!, Literal(real), real.Type, isConst: true);
            case CWideIntegerConstant wide:
                return Member(types.Print(wide.Type)!, Literal(wide), wide.Type, isConst: false);
            case CPointerConstant pointer:
                var printed = types.Print(pointer.Type)!;
                return Member(printed, pointer.Value == 0 ? "null" : $"({printed})unchecked((nint)({Number(pointer.Value)}))", pointer.Type, isConst: false);
            case CWideTextConstant literal:
                var bytes = literal.Bytes;
                var size = literal.Element is CBuiltinType { Kind: CBuiltin.UShort } ? sizeof(char) : sizeof(int);
                return
                [
                    ("type", "ReadOnlySpan<byte>"), ("value", $"[{string.Join(", ", bytes.Select(value => Number(value)))}]"), ("is_const", false),
                    ("native", $"const {CSpelling.Print(literal.Element)}[{Number((bytes.Length / size) + 1)}]"),
                ];
            default:
                var text = ((CTextConstant)constant).Text;
                return
                [
                    ("type", "ReadOnlySpan<byte>"), ("value", $"\"{Escape(text)}\"u8"), ("is_const", false),
                    ("native", $"const char[{(Encoding.UTF8.GetByteCount(text) + 1).ToString(CultureInfo.InvariantCulture)}]"),
                ];
        }
    }

    private IEnumerable<(string, object?)> Member(string type, string value, CType native, bool isConst) =>
        [("type", type), ("value", value), ("is_const", isConst), ("native", types.NativeName(native))];

    /// <summary>Constants of native size hold what they hold on every machine: 32 bits. More takes a property.</summary>
    private static bool IsConst(CIntegerConstant integer) => integer.Type switch
    {
        CBuiltinType { Kind: CBuiltin.Long } => integer.Value is >= int.MinValue and <= int.MaxValue,
        CBuiltinType { Kind: CBuiltin.ULong } => integer.Value is >= 0 and <= uint.MaxValue,
        _ => true,
    };

    private static string Literal(CWideIntegerConstant wide)
    {
        var mask = (BigInteger.One << 64) - 1;
        var (high, low) = ((ulong)((wide.Value >> 64) & mask), (ulong)(wide.Value & mask));
        return $"new({high.ToString(CultureInfo.InvariantCulture)}UL, {low.ToString(CultureInfo.InvariantCulture)}UL)";
    }

    private string Literal(CIntegerConstant integer)
    {
        var value = integer.Value;
        return integer.Type switch
        {
            CNamedType named => $"({types.Names.Qualified(CTag.Enum, named.Name)})({(index.Enum(named.Name) is { } @enum ? RawView.EnumValue(@enum, new CEnumerator("", value)) : Number(value))})",
            CBuiltinType { Kind: CBuiltin.Char } => Number(unchecked((sbyte)value)),
            CBuiltinType { Kind: CBuiltin.Long } when !IsConst(integer) => $"unchecked((nint)({Number(value)}))",
            CBuiltinType { Kind: CBuiltin.ULong } when !IsConst(integer) => $"unchecked((nuint)({Unsigned(value)}))",
            var type when ConstantNotation.IsUnsigned(type) => Unsigned(value),
            _ => Number(value),
        };
    }

    private static string Literal(CFloatConstant real)
    {
        var isSingle = real.Type is CBuiltinType { Kind: CBuiltin.Float };
        var type = isSingle ? "float" : "double";
        return double.IsNaN(real.Value) ? $"{type}.NaN"
            : double.IsInfinity(real.Value) ? $"{type}.{(real.Value > 0 ? "Positive" : "Negative")}Infinity"
            : isSingle ? ((float)real.Value).ToString("R", CultureInfo.InvariantCulture) + "F"
            : real.Value.ToString("R", CultureInfo.InvariantCulture) + "D";
    }

    private static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var c in text)
        {
            if (c is '"' or '\\')
                escaped.Append('\\').Append(c);
            else if (char.IsControl(c) || c is '\u2028' or '\u2029')
                escaped.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            else
                escaped.Append(c);
        }
        return escaped.ToString();
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Unsigned(long value) => unchecked((ulong)value).ToString(CultureInfo.InvariantCulture);
}
