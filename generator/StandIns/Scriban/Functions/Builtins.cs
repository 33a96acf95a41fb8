using Scriban.Runtime;
using Scriban.Syntax;

namespace Scriban.Functions;

/// <summary>The object every context starts with.</summary>
internal static class Builtins
{
    private static readonly StringFunctions s_string = new();
    private static readonly ArrayFunctions s_array = new();
    private static readonly ObjectFunctions s_object = new();
    private static readonly MathFunctions s_math = new();
    private static readonly IncludeFunction s_include = new();

    public static ScriptObject Create()
    {
        var builtins = new ScriptObject(12);
        builtins.SetValue("array", s_array, true);
        builtins.SetValue("string", s_string, true);
        builtins.SetValue("object", s_object, true);
        builtins.SetValue("math", s_math, true);
        builtins.SetValue("include", s_include, true);
        builtins.SetValue("empty", EmptyValue.Instance, true);
        builtins.SetValue("blank", EmptyValue.Instance, true);
        foreach (var name in (string[])["date", "html", "regex", "timespan", "include_join"])
        {
            builtins.SetValue(name, RefusedValue.Instance, true);
        }

        return builtins;
    }
}
