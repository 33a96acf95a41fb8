using Scriban.Parsing;
using Scriban.Runtime;

namespace Scriban.Syntax;

internal sealed class LiteralExpression(SourceSpan span, object? value, string text) : Expression(span)
{
    public object? Value { get; } = value;

    public override object? Evaluate(TemplateContext context) => Value;

    public override string ToString() => text;
}

internal sealed class ArrayExpression(SourceSpan span, List<Expression> items) : Expression(span)
{
    public override object? Evaluate(TemplateContext context)
    {
        var array = new ScriptArray(items.Count);
        foreach (var item in items)
        {
            array.Add(item.Evaluate(context));
        }

        return array;
    }

    public override string ToString() => "[...]";
}

/// <summary>An object literal; while its members are evaluated it is the innermost object that variables are looked up in.</summary>
internal sealed class ObjectExpression(SourceSpan span, List<KeyValuePair<string, Expression>> members) : Expression(span)
{
    public override object? Evaluate(TemplateContext context)
    {
        var result = new ScriptObject();
        context.PushGlobalOnly(result);
        foreach (var member in members)
        {
            result.SetValue(member.Key, member.Value.Evaluate(context), false);
        }

        context.PopGlobalOnly();
        return result;
    }

    public override string ToString() => "{...}";
}

internal sealed class ThisExpression(SourceSpan span) : PathExpression(span)
{
    public override void SetValue(TemplateContext context, object? value) =>
        throw new ScriptRuntimeException(Span, "`this` cannot be assigned");

    public override string ToString() => "this";

    protected override object? GetValue(TemplateContext context) => context.CurrentGlobal;
}
