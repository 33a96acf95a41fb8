using Scriban.Runtime;
using Scriban.Syntax;

namespace Scriban.Functions;

/// <summary>The object every context starts with.</summary>
internal static class Builtins
{
    private static readonly StringFunctions String = new();
    private static readonly ArrayFunctions Array = new();
    private static readonly ObjectFunctions Object = new();
    private static readonly MathFunctions Math = new();
    private static readonly IncludeFunction Include = new();

    public static ScriptObject Create()
    {
        var builtins = new ScriptObject(12);
        builtins.SetValue("array", Array, true);
        builtins.SetValue("string", String, true);
        builtins.SetValue("object", Object, true);
        builtins.SetValue("math", Math, true);
        builtins.SetValue("include", Include, true);
        builtins.SetValue("empty", EmptyValue.Instance, true);
        builtins.SetValue("blank", EmptyValue.Instance, true);
        foreach (var name in (string[])["date", "html", "regex", "timespan", "include_join"])
        {
            builtins.SetValue(name, RefusedValue.Instance, true);
        }

        return builtins;
    }
}
