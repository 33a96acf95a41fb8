using BindGen.Model;
using BindGen.Ownership;
using Scriban.Runtime;

namespace BindGen.Emit;

/// <summary>Blocks of constants as templates see them: an enum, or a static class where a value is no integer.</summary>
internal sealed class ConstantsView(RawConstants raw)
{
    public ScriptObject Of(ConstantsModel constants) => View.Map(
        ("name", constants.Name),
        ("pattern", constants.Pattern),
        ("is_flags", constants.IsFlags),
        ("type", constants.Underlying is { } type ? RawTypes.EnumBase(type) : null),
        ("values", View.List(constants.Values, value => View.Map(
            [
                ("name", CSharpName.Escape(value.Name)), ("c_name", value.Macro.Name), ("header", MethodView.Xml(value.Macro.Location.Header)), ("line", value.Macro.Location.Line),
                .. constants.Underlying is { } underlying ? [("value", Value(underlying, (CIntegerConstant)value.Macro.Value!))] : raw.Value(raw.Plain(value.Macro.Value!)),
            ]))));

    private static string Value(CBuiltin underlying, CIntegerConstant constant) =>
        RawView.EnumValue(new CEnum("", default, underlying, []), new CEnumerator("", constant.Value));
}
