using Scriban.Runtime;

namespace Scriban.Syntax;

internal sealed class GlobalScope(IScriptObject scriptObject)
{
    public IScriptObject Object { get; } = scriptObject;

    public List<LoopScope> Loops { get; } = [];
}

/// <summary>The variables of one running loop: its state under <c>for</c> or <c>while</c>, and the variable it walks with.</summary>
internal sealed class LoopScope
{
    public string? StateName { get; set; }

    public LoopState? State { get; set; }

    public string? GlobalName { get; set; }

    public object? GlobalValue { get; set; }

    public string? LocalName { get; set; }

    public object? LocalValue { get; set; }

    public bool TryGetGlobal(string name, out object? value)
    {
        if (GlobalName == name)
        {
            value = GlobalValue;
            return true;
        }

        value = State;
        return StateName == name;
    }
}

/// <summary>The local variables of a function body, a page, an include or a <c>with</c>.</summary>
internal sealed class LocalScope(ScriptArray? arguments, LocalScope? outer)
{
    private Dictionary<string, object?>? _values;
    private HashSet<string>? _leaked;

    public List<LoopScope> Loops { get; } = [];

    public bool TryGet(string name, out object? value)
    {
        for (var i = Loops.Count - 1; i >= 0; i--)
        {
            if (Loops[i].LocalName == name)
            {
                value = Loops[i].LocalValue;
                return true;
            }
        }

        value = null;
        return _values is not null && _values.TryGetValue(name, out value);
    }

    public void Set(string name, object? value) => (_values ??= new(StringComparer.Ordinal))[name] = value;

    public object? GetArguments(VariableExpression variable)
    {
        for (var scope = outer; arguments is null && scope is not null; scope = scope.Outer)
        {
            if (scope.Arguments is not null)
            {
                throw Refusal(variable);
            }
        }

        return arguments;
    }

    /// <summary>Fails if it matters whether this scope shares its variables with the scope around it.</summary>
    public void RefuseOuter(VariableExpression variable)
    {
        if (_values is not null && _values.ContainsKey(variable.Name))
        {
            return;
        }

        for (var scope = this; scope is not null; scope = scope.Outer)
        {
            if ((scope != this && scope.TryGet(variable.Name, out _))
                || (scope._leaked is not null && scope._leaked.Contains(variable.Name)))
            {
                throw Refusal(variable);
            }
        }
    }

    /// <summary>Remembers in the scope around this one which variables it would have now if the two were one.</summary>
    public void LeakToOuter()
    {
        if (outer is null || (_values is null && _leaked is null))
        {
            return;
        }

        outer._leaked ??= new(StringComparer.Ordinal);
        outer._leaked.UnionWith(_values?.Keys ?? (IEnumerable<string>)[]);
        outer._leaked.UnionWith(_leaked ?? (IEnumerable<string>)[]);
    }

    private LocalScope? Outer => outer;

    private ScriptArray? Arguments => arguments;

    private static ScriptRuntimeException Refusal(VariableExpression variable) => new(
        variable.Span,
        $"the local variable `{variable}` on both sides of an include or a `with` is refused by the Scriban stand-in; pass it as an argument or use another name");
}
