using Scriban.Parsing;

namespace Scriban.Syntax;

internal enum Flow : byte
{
    None,
    Break,
    Continue,
    Return,
}

internal sealed class BlockStatement(SourceSpan span, Statement[] statements) : Statement(span)
{
    public override void Execute(TemplateContext context)
    {
        foreach (var statement in statements)
        {
            statement.Execute(context);
            if (context.Flow != Flow.None)
            {
                return;
            }
        }
    }
}

internal sealed class RawStatement(SourceSpan span, string text) : Statement(span)
{
    public override void Execute(TemplateContext context) => context.Output.Append(text);
}

internal sealed class ExpressionStatement(Expression expression) : Statement(expression.Span)
{
    public override void Execute(TemplateContext context)
    {
        if (context.TryIncludeInPlace(expression))
        {
            return;
        }

        var value = expression.Evaluate(context);
        if (value is not null)
        {
            context.Write(expression.Span, value);
        }
    }
}

internal sealed class IfStatement(SourceSpan span, Expression condition, Statement then, Statement? otherwise) : Statement(span)
{
    public override void Execute(TemplateContext context)
    {
        if (Conversion.ToBool(condition.Evaluate(context)))
        {
            then.Execute(context);
        }
        else
        {
            otherwise?.Execute(context);
        }
    }
}

internal sealed class WhenClause(SourceSpan span, List<Expression> values, Statement body) : Node(span)
{
    public List<Expression> Values { get; } = values;

    public Statement Body { get; } = body;
}

internal sealed class CaseStatement(SourceSpan span, Expression value, List<WhenClause> clauses, Statement? otherwise)
    : Statement(span)
{
    public override void Execute(TemplateContext context)
    {
        var wanted = value.Evaluate(context);
        foreach (var clause in clauses)
        {
            foreach (var candidate in clause.Values)
            {
                if (BinaryOperation.Evaluate(clause.Span, BinaryOperator.Equal, wanted, candidate.Evaluate(context)) is true)
                {
                    clause.Body.Execute(context);
                    return;
                }
            }
        }

        otherwise?.Execute(context);
    }
}

internal sealed class CaptureStatement(SourceSpan span, PathExpression target, Statement body) : Statement(span)
{
    public override void Execute(TemplateContext context)
    {
        context.PushOutput();
        body.Execute(context);
        target.SetValue(context, new CapturedText(context.PopOutput()));
    }
}

internal sealed class WithStatement(SourceSpan span, Expression target, Statement body) : Statement(span)
{
    public override void Execute(TemplateContext context)
    {
        var value = target.EvaluateAsTarget(context);
        if (value is not Runtime.ScriptObject scope)
        {
            throw new ScriptRuntimeException(target.Span, $"`with` needs an object, `{target}` is a {Conversion.TypeName(value)}");
        }

        context.PushGlobalLinked(scope);
        body.Execute(context);
        context.PopGlobal();
    }
}

internal sealed class FlowStatement(SourceSpan span, Flow flow) : Statement(span)
{
    public override void Execute(TemplateContext context)
    {
        if (!context.IsInLoop)
        {
            throw new ScriptRuntimeException(Span, $"`{(flow == Flow.Break ? "break" : "continue")}` outside of a loop");
        }

        context.Flow = flow;
    }
}

internal sealed class ReturnStatement(SourceSpan span, Expression? value) : Statement(span)
{
    public override void Execute(TemplateContext context)
    {
        var result = value?.Evaluate(context);
        context.ReturnValue = result is ScriptRange range ? new Runtime.ScriptArray(range) : result;
        context.Flow = Flow.Return;
    }
}
