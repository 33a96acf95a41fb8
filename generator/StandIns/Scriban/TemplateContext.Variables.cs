using Scriban.Runtime;
using Scriban.Syntax;

namespace Scriban;

/// <summary>Where variables live: a stack of objects for the global ones, a stack of scopes for the local ones, loops in both.</summary>
public partial class TemplateContext
{
    private readonly List<GlobalScope> _globals = [];
    private readonly List<LocalScope> _locals = [];
    private int _loopDepth;

    public IScriptObject CurrentGlobal => _globals[_globals.Count - 1].Object;

    internal bool IsInLoop => _loopDepth > 0;

    private LocalScope CurrentLocal => _locals[_locals.Count - 1];

    public void PushGlobal(IScriptObject scriptObject)
    {
        PushGlobalOnly(scriptObject);
        PushLocal(null);
    }

    public IScriptObject PopGlobal()
    {
        var scope = PopGlobalOnly();
        PopLocal();
        return scope;
    }

    internal void PushGlobalOnly(IScriptObject scriptObject) => _globals.Add(new GlobalScope(scriptObject));

    internal IScriptObject PopGlobalOnly()
    {
        if (_globals.Count == 1)
        {
            throw new InvalidOperationException("PopGlobal without a PushGlobal");
        }

        var scope = CurrentGlobal;
        _globals.RemoveAt(_globals.Count - 1);
        return scope;
    }

    internal void PushGlobalLinked(IScriptObject scriptObject)
    {
        PushGlobalOnly(scriptObject);
        PushLocalLinked(null);
    }

    internal void PushLocal(ScriptArray? arguments) => _locals.Add(new LocalScope(arguments, null));

    /// <summary>
    /// A scope for the body of an include or a <c>with</c>. Whether such a body shares the local variables around it differs
    /// between versions of Scriban, so a local variable that could tell is refused.
    /// </summary>
    internal void PushLocalLinked(ScriptArray? arguments) => _locals.Add(new LocalScope(arguments, CurrentLocal));

    internal void PopLocal()
    {
        CurrentLocal.LeakToOuter();
        _locals.RemoveAt(_locals.Count - 1);
    }

    internal void EnterLoop(Statement loop)
    {
        _loopDepth++;
        var scope = new LoopScope();
        _globals[_globals.Count - 1].Loops.Add(scope);
        CurrentLocal.Loops.Add(scope);
    }

    internal void ExitLoop()
    {
        _loopDepth--;
        var loops = _globals[_globals.Count - 1].Loops;
        loops.RemoveAt(loops.Count - 1);
        CurrentLocal.Loops.RemoveAt(CurrentLocal.Loops.Count - 1);
    }

    internal void SetLoopVariable(string stateName, LoopState state, VariableExpression? variable, object? value)
    {
        var loops = CurrentLocal.Loops;
        var scope = loops[loops.Count - 1];
        scope.StateName = stateName;
        scope.State = state;
        if (variable is { IsLocal: true })
        {
            scope.LocalName = variable.Name;
            scope.LocalValue = value;
        }
        else if (variable is not null)
        {
            scope.GlobalName = variable.Name;
            scope.GlobalValue = value;
        }
    }

    internal object? GetVariable(VariableExpression variable)
    {
        object? value;
        if (variable.IsLocal)
        {
            if (variable.Name.Length == 0)
            {
                return CurrentLocal.GetArguments(variable);
            }

            if (CurrentLocal.TryGet(variable.Name, out value))
            {
                return value;
            }

            CurrentLocal.RefuseOuter(variable);
        }
        else if (TryGetGlobal(variable.Name, out value))
        {
            return value is RefusedValue
                ? throw new ScriptRuntimeException(variable.Span, $"the built-in `{variable}` is refused by the Scriban stand-in")
                : value;
        }

        return StrictVariables
            ? throw new ScriptRuntimeException(variable.Span, $"the variable or function `{variable}` was not found")
            : null;
    }

    internal void SetVariable(VariableExpression variable, object? value)
    {
        if (variable.IsLocal)
        {
            if (variable.Name.Length == 0)
            {
                throw new ScriptRuntimeException(variable.Span, "the arguments `$` cannot be assigned");
            }

            CurrentLocal.RefuseOuter(variable);
            CurrentLocal.Set(variable.Name, value);
            return;
        }

        CheckWritable(variable);
        try
        {
            CurrentGlobal.TrySetValue(this, variable.Span, variable.Name, value, false);
        }
        catch (InvalidOperationException exception)
        {
            throw new ScriptRuntimeException(variable.Span, exception.Message, exception);
        }
    }

    private bool TryGetGlobal(string name, out object? value)
    {
        for (var i = _globals.Count - 1; i >= 0; i--)
        {
            var scope = _globals[i];
            var loops = scope.Loops;
            for (var j = loops.Count - 1; j >= 0; j--)
            {
                if (loops[j].TryGetGlobal(name, out value))
                {
                    return true;
                }
            }

            if (scope.Object.TryGetValue(this, default, name, out value))
            {
                return true;
            }
        }

        value = null;
        return false;
    }

    private void CheckWritable(VariableExpression variable)
    {
        for (var i = _globals.Count - 1; i >= 0; i--)
        {
            var scope = _globals[i].Object;
            if (!scope.CanWrite(variable.Name))
            {
                var kind = ReferenceEquals(scope, BuiltinObject) ? "built-in " : "";
                throw new ScriptRuntimeException(variable.Span, $"the {kind}variable `{variable}` is read-only");
            }

            // Versions of Scriban differ in whether this writes the outer variable or makes an inner one.
            if (i < _globals.Count - 1 && scope.Contains(variable.Name) && !CurrentGlobal.Contains(variable.Name))
            {
                throw new ScriptRuntimeException(
                    variable.Span,
                    $"assigning `{variable}`, which an outer object has, is refused by the Scriban stand-in; use a local variable `${variable}`");
            }
        }
    }
}
