using System.Globalization;
using System.Text;
using BindGen.Model;

namespace BindGen.Tests.Clang;

/// <summary>Captured constants as C text that compiles only where value and type are true.</summary>
internal static class ConstantAssertions
{
    public static string Of(CApi api, string includes)
    {
        var text = new StringBuilder(includes);
        foreach (var macro in api.Macros)
        {
            switch (macro.Value)
            {
                case CIntegerConstant integer:
                    Assert(text, macro, $"({macro.Name}) == {Literal(integer)}");
                    AssertType(text, macro, integer.Type);
                    break;
                case CWideIntegerConstant wide:
                    Assert(text, macro, $"(unsigned long long)((unsigned __int128)({macro.Name}) >> 64) == {(ulong)((wide.Value >> 64) & ulong.MaxValue)}ull");
                    Assert(text, macro, $"(unsigned long long)({macro.Name}) == {(ulong)(wide.Value & ulong.MaxValue)}ull");
                    AssertType(text, macro, wide.Type);
                    break;
                case CPointerConstant pointer:
                    text.Append(CultureInfo.InvariantCulture, $"static const int {macro.Name}_equals = 1 / ((long)({macro.Name}) == {pointer.Value}l);\n");
                    AssertType(text, macro, pointer.Type);
                    break;
                case CWideTextConstant wideLiteral:
                    Assert(text, macro, $"sizeof({macro.Name}) == {wideLiteral.Bytes.Length} + sizeof(*({macro.Name}))");
                    break;
                case CFloatConstant real:
                    if (double.IsFinite(real.Value))
                        text.Append(CultureInfo.InvariantCulture, $"static const int {macro.Name}_equals = 1 / (({macro.Name}) == {real.Value.ToString("E17", CultureInfo.InvariantCulture)});\n");
                    AssertType(text, macro, real.Type);
                    break;
                case CTextConstant literal:
                    Assert(text, macro, $"sizeof({macro.Name}) == {Encoding.UTF8.GetByteCount(literal.Text) + 1}");
                    break;
            }
        }

        return text.ToString();
    }

    private static void AssertType(StringBuilder text, CMacro macro, CType type) =>
        Assert(text, macro, $"__builtin_types_compatible_p(__typeof__(({macro.Name})), {CSpellings.Declare(type, "")})");

    private static void Assert(StringBuilder text, CMacro macro, string condition) =>
        text.Append(CultureInfo.InvariantCulture, $"_Static_assert({condition}, \"{macro.Name}\");\n");

    private static string Literal(CIntegerConstant integer) =>
        ConstantNotation.IsUnsigned(integer.Type) ? $"{unchecked((ulong)integer.Value)}ull"
        : integer.Value == long.MinValue ? "(-9223372036854775807ll - 1)"
        : $"{integer.Value}ll";
}
