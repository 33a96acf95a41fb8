using Scriban.Parsing;

namespace Scriban.Syntax;

/// <summary>An argument of a call, with the name it is passed by if it has one.</summary>
internal readonly struct Argument(string? name, SourceSpan span, Expression? value)
{
    public string? Name { get; } = name;

    public SourceSpan Span { get; } = span;

    /// <summary>Null is the bare name of a flag, which means true.</summary>
    public Expression? Value { get; } = value;
}

internal sealed class CallExpression(SourceSpan span, Expression target, Argument[] arguments) : Expression(span)
{
    public Expression Target { get; } = target;

    public Argument[] Arguments { get; } = arguments;

    public override object? Evaluate(TemplateContext context)
    {
        var value = Target.EvaluateAsFunction(context)
            ?? throw new ScriptRuntimeException(Target.Span, $"the function `{Target}` was not found");
        return value is ScriptCallable function
            ? context.Call(function, this, Arguments, usePipe: true)
            : throw new ScriptRuntimeException(Span, $"`{Target}` is not a function but a {Conversion.TypeName(value)}");
    }

    public override string ToString() => Target.ToString();
}

/// <summary><c>from | to</c>: the first function that <c>to</c> calls gets <c>from</c> as its first argument.</summary>
internal sealed class PipeExpression(SourceSpan span, Expression from, Expression to) : Expression(span)
{
    public override object? Evaluate(TemplateContext context)
    {
        var isNew = context.Pipe is null;
        if (isNew)
        {
            context.PushPipe();
        }

        var pipe = context.Pipe!;
        pipe.Push(from);
        var result = to.Evaluate(context);
        if (result is ScriptCallable function && IsWaiting(pipe))
        {
            result = context.Call(function, to, [], usePipe: true);
        }

        if (IsWaiting(pipe))
        {
            throw new ScriptRuntimeException(to.Span, $"the right side of the pipe, `{to}`, is not a function");
        }

        if (isNew)
        {
            context.PopPipe();
        }

        return result;
    }

    public override string ToString() => $"{from} | {to}";

    private bool IsWaiting(Stack<Expression> pipe) => pipe.Count > 0 && ReferenceEquals(pipe.Peek(), from);
}
