using Scriban.Functions;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;

namespace Scriban;

/// <summary>How functions get their arguments.</summary>
public partial class TemplateContext
{
    /// <summary>
    /// Calls a function. A piped expression that waits is taken as the first argument; it is evaluated before the others.
    /// </summary>
    internal object? Call(ScriptCallable function, Expression caller, Argument[] arguments, bool usePipe)
    {
        var piped = usePipe && Pipe is { Count: > 0 } ? Pipe.Pop() : null;
        if (!function.TakesAnyArguments)
        {
            return Invoke(function, caller.Span, BindArguments(function, caller, piped, arguments), null);
        }

        return Invoke(function, caller.Span, [], CollectArguments(piped, arguments));
    }

    /// <summary>Calls a function with values, as the functions on lists do.</summary>
    internal object? CallWith(ScriptCallable function, SourceSpan span, params object?[] values)
    {
        if (function.TakesAnyArguments)
        {
            return Invoke(function, span, [], new ScriptArray(values));
        }

        var binder = new ArgumentBinder(function, span, function.Name);
        foreach (var value in values)
        {
            binder.Add(null, span, value);
        }

        return Invoke(function, span, binder.Finish(), null);
    }

    /// <summary>
    /// An include that is a statement of its own writes where it stands; going through a string of its own would give the same
    /// text more slowly.
    /// </summary>
    internal bool TryIncludeInPlace(Expression expression)
    {
        if (expression is not CallExpression { Target: VariableExpression { IsLocal: false, Name: "include" } target } call
            || Pipe is { Count: > 0 } || GetVariable(target) is not IncludeFunction include)
        {
            return false;
        }

        var arguments = CollectArguments(null, call.Arguments);
        EnterRecursion(call.Span);
        include.Run(this, call.Span, arguments);
        ExitRecursion();
        Flow = Flow.None;
        return true;
    }

    private object? Invoke(ScriptCallable function, SourceSpan span, object?[] values, ScriptArray? all)
    {
        EnterRecursion(span);
        object? result;
        try
        {
            result = function.Invoke(this, span, values, all);
        }
        catch (Exception exception) when (exception is not ScriptRuntimeException)
        {
            throw new ScriptRuntimeException(span, exception.Message, exception);
        }

        ExitRecursion();
        Flow = Flow.None;
        return result;
    }

    private object?[] BindArguments(ScriptCallable function, Expression caller, Expression? piped, Argument[] arguments)
    {
        var binder = new ArgumentBinder(function, caller.Span, caller.ToString());
        if (piped is not null)
        {
            binder.Add(null, piped.Span, piped.Evaluate(this));
        }

        foreach (var argument in arguments)
        {
            binder.Add(argument.Name, argument.Span, Evaluate(argument));
        }

        return binder.Finish();
    }

    private ScriptArray CollectArguments(Expression? piped, Argument[] arguments)
    {
        var all = new ScriptArray(arguments.Length + 1);
        if (piped is not null)
        {
            all.Add(piped.Evaluate(this));
        }

        foreach (var argument in arguments)
        {
            var value = Evaluate(argument);
            if (argument.Name is null)
            {
                all.Add(value);
            }
            else if (!all.TrySetValue(this, argument.Span, argument.Name, value, false))
            {
                throw new ScriptRuntimeException(argument.Span, $"an argument cannot have the name `{argument.Name}`");
            }
        }

        return all;
    }

    private object? Evaluate(Argument argument) => argument.Value is null ? Conversion.Box(true) : argument.Value.Evaluate(this);
}
