using Scriban.Syntax;

namespace Scriban.Runtime;

/// <summary>What hosts do with any script object.</summary>
public static class ScriptObjectExtensions
{
    public static void SetValue(this IScriptObject script, string member, object? value, bool readOnly) =>
        script.TrySetValue(null, default, member, value, readOnly);

    public static bool TryGetValue(this IScriptObject script, string key, out object? value) =>
        script.TryGetValue(null, default, key, out value);

    /// <summary>
    /// Makes a delegate a function of templates. The stand-in calls delegates without reflection, so it takes these shapes only:
    /// none to three parameters of type string giving an object; one or two of type object giving an object; string or object giving bool; int or
    /// string and int giving an object.
    /// </summary>
    /// <exception cref="NotSupportedException">The delegate has another shape.</exception>
    public static void Import(this IScriptObject script, string member, Delegate function) =>
        script.SetValue(member, HostFunction.From(member, function), false);
}
