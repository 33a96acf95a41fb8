using Scriban.Parsing;
using Scriban.Runtime;

namespace Scriban.Syntax;

/// <summary><c>func name(a, b) … end</c>: running it makes the variable <c>name</c> the function.</summary>
internal sealed class FunctionDeclaration(
    SourceSpan span, VariableExpression name, Parameter[]? parameters, bool usesArguments, Statement body)
    : Statement(span)
{
    private readonly TemplateFunction _function = new(name.Name, parameters, usesArguments, body);

    public override void Execute(TemplateContext context) => name.SetValue(context, _function);
}

internal sealed class TemplateFunction(string name, Parameter[]? parameters, bool usesArguments, Statement body)
    : ScriptCallable(name, parameters ?? [])
{
    public override bool TakesAnyArguments => parameters is null;

    public override bool RunsTemplateCode => true;

    public override object? Invoke(TemplateContext context, SourceSpan span, object?[] arguments, ScriptArray? all)
    {
        if (parameters is null)
        {
            context.PushLocal(all);
        }
        else
        {
            var scope = new ScriptObject(arguments.Length);
            for (var i = 0; i < parameters.Length; i++)
            {
                scope.SetValue(parameters[i].Name, arguments[i], false);
            }

            context.PushGlobalOnly(scope);
            context.PushLocal(usesArguments ? new ScriptArray(arguments) : null);
        }

        context.ReturnValue = null;
        body.Execute(context);
        context.PopLocal();
        if (parameters is not null)
        {
            context.PopGlobalOnly();
        }

        var result = context.ReturnValue;
        context.ReturnValue = null;
        return result;
    }
}
