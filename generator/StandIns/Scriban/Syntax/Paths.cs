using Scriban.Functions;
using Scriban.Parsing;
using Scriban.Runtime;

namespace Scriban.Syntax;

/// <summary>A variable; a local one is written with a dollar, and the local with the empty name is the arguments array.</summary>
internal sealed class VariableExpression(SourceSpan span, string name, bool isLocal) : PathExpression(span)
{
    public string Name { get; } = name;

    public bool IsLocal { get; } = isLocal;

    public override void SetValue(TemplateContext context, object? value) => context.SetVariable(this, value);

    public override string ToString() => IsLocal ? "$" + Name : Name;

    protected override object? GetValue(TemplateContext context) => context.GetVariable(this);
}

internal sealed class MemberExpression(SourceSpan span, SourceSpan memberSpan, Expression target, string member, bool isOptional)
    : PathExpression(span)
{
    private Builtin? _builtin;

    public SourceSpan MemberSpan { get; } = memberSpan;

    public override void SetValue(TemplateContext context, object? value)
    {
        var owner = target.EvaluateAsTarget(context)
            ?? throw new ScriptRuntimeException(MemberSpan, $"`{target}` is null, the member `{this}` cannot be set");
        Access.SetMember(context, MemberSpan, owner, member, value);
    }

    public override string ToString() => $"{target}{(isOptional ? "?." : ".")}{member}";

    protected override object? GetValue(TemplateContext context)
    {
        var owner = target.EvaluateAsTarget(context);
        if (owner is null)
        {
            return isOptional
                ? null
                : throw new ScriptRuntimeException(MemberSpan, $"`{target}` is null, it has no member `{member}`: {this}");
        }

        if (owner is BuiltinNamespace functions)
        {
            var builtin = _builtin;
            return builtin is not null && ReferenceEquals(builtin.Owner, functions)
                ? builtin
                : _builtin = functions.Find(MemberSpan, member);
        }

        return Access.GetMember(MemberSpan, owner, member);
    }
}

internal sealed class IndexExpression(SourceSpan span, Expression target, Expression index) : PathExpression(span)
{
    public override void SetValue(TemplateContext context, object? value)
    {
        var owner = Owner(context);
        Access.SetItem(context, index.Span, owner, Index(context), value);
    }

    public override string ToString() => $"{target}[{index}]";

    protected override object? GetValue(TemplateContext context)
    {
        var owner = Owner(context);
        return Access.GetItem(context, index.Span, owner, Index(context));
    }

    private object Owner(TemplateContext context) =>
        target.EvaluateAsTarget(context)
        ?? throw new ScriptRuntimeException(target.Span, $"`{target}` is null, it cannot be indexed: {this}");

    private object Index(TemplateContext context) =>
        index.Evaluate(context)
        ?? throw new ScriptRuntimeException(index.Span, $"the index of `{target}` is null: {this}");
}

internal sealed class IsEmptyExpression(SourceSpan span, Expression target) : PathExpression(span)
{
    public override void SetValue(TemplateContext context, object? value) =>
        throw new ScriptRuntimeException(Span, "the property `.empty?` cannot be set");

    public override string ToString() => $"{target}.empty?";

    protected override object? GetValue(TemplateContext context) =>
        Conversion.IsEmpty(Span, target.EvaluateAsTarget(context));
}
