using Scriban.Runtime;

namespace BindGen.Emit;

/// <summary>Builds what templates see: plain maps, lists, strings, numbers and booleans, with names in <c>snake_case</c>.</summary>
internal static class View
{
    public static ScriptObject Map(params (string Name, object? Value)[] members)
    {
        var map = new ScriptObject();
        foreach (var (name, value) in members)
            map[name] = value;
        return map;
    }

    public static ScriptArray List<T>(IEnumerable<T> items, Func<T, object?> view)
    {
        var list = new ScriptArray();
        foreach (var item in items)
            list.Add(view(item));
        return list;
    }
}
