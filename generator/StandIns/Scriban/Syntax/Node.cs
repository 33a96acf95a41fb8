using Scriban.Parsing;

namespace Scriban.Syntax;

/// <summary>A piece of a parsed template; immutable once parsed, so that one template can render in several contexts.</summary>
internal abstract class Node(SourceSpan span)
{
    public SourceSpan Span { get; } = span;
}

internal abstract class Statement(SourceSpan span) : Node(span)
{
    /// <summary>Runs the statement; what it asks of the blocks around it is left in <see cref="TemplateContext.Flow"/>.</summary>
    public abstract void Execute(TemplateContext context);
}

internal abstract class Expression(SourceSpan span) : Node(span)
{
    public abstract object? Evaluate(TemplateContext context);

    /// <summary>The value as the target of a call or of <c>@</c>: a function is returned, not called.</summary>
    public virtual object? EvaluateAsFunction(TemplateContext context) => Evaluate(context);

    /// <summary>The value as the left side of a dot or an index; a function found here is called without piped arguments.</summary>
    public virtual object? EvaluateAsTarget(TemplateContext context)
    {
        var value = Evaluate(context);
        return value is ScriptCallable function ? context.Call(function, this, [], usePipe: false) : value;
    }

    /// <summary>The expression as the template's author would recognise it in a message.</summary>
    public abstract override string ToString();
}

/// <summary>An expression that names a place: a variable, a member or an element.</summary>
internal abstract class PathExpression(SourceSpan span) : Expression(span)
{
    public sealed override object? Evaluate(TemplateContext context) => Called(context, GetValue(context), usePipe: true);

    public sealed override object? EvaluateAsFunction(TemplateContext context) => GetValue(context);

    public sealed override object? EvaluateAsTarget(TemplateContext context) =>
        Called(context, GetValue(context), usePipe: false);

    public abstract void SetValue(TemplateContext context, object? value);

    protected abstract object? GetValue(TemplateContext context);

    private object? Called(TemplateContext context, object? value, bool usePipe) =>
        value is ScriptCallable function ? context.Call(function, this, [], usePipe) : value;
}
