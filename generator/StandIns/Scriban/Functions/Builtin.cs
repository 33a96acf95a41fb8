using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;

namespace Scriban.Functions;

internal delegate object? BuiltinBody(TemplateContext context, SourceSpan span, object?[] arguments);

/// <summary>A function of one of the built-in namespaces.</summary>
internal sealed class Builtin(BuiltinNamespace owner, string name, BuiltinBody body, Parameter[] parameters, bool takesRest = false)
    : ScriptCallable(name, parameters)
{
    public BuiltinNamespace Owner { get; } = owner;

    /// <summary>Whether more arguments than there are parameters may follow.</summary>
    public bool TakesRest { get; } = takesRest;

    public override object? Invoke(TemplateContext context, SourceSpan span, object?[] arguments, ScriptArray? all) =>
        body(context, span, arguments);
}

/// <summary>
/// One of <c>string</c>, <c>array</c>, <c>object</c>, <c>math</c>. Functions are made when a template first names them: most runs
/// need a handful of them.
/// </summary>
internal abstract class BuiltinNamespace(string name)
{
    private readonly Dictionary<string, Builtin> _known = new(StringComparer.Ordinal);

    /// <exception cref="ScriptRuntimeException">There is no such function in Scriban, or the stand-in does not have it.</exception>
    public Builtin Find(SourceSpan span, string function)
    {
        lock (_known)
        {
            if (!_known.TryGetValue(function, out var builtin))
            {
                builtin = Make(function)
                    ?? throw new ScriptRuntimeException(span, $"the function `{name}.{function}` is not known to the Scriban stand-in");
                _known.Add(function, builtin);
            }

            return builtin;
        }
    }

    protected abstract Builtin? Make(string function);

    protected Builtin Define(string function, BuiltinBody body, params Parameter[] parameters) =>
        new(this, $"{name}.{function}", body, parameters);

    protected Builtin DefineWithRest(string function, BuiltinBody body, params Parameter[] parameters) =>
        new(this, $"{name}.{function}", body, parameters, takesRest: true);

    protected static Parameter Text(string parameter) => new(parameter, ParameterKind.Text);

    protected static Parameter OptionalText(string parameter) => new(parameter, ParameterKind.Text, hasDefault: true);

    protected static Parameter Int(string parameter) => new(parameter, ParameterKind.Int);

    protected static Parameter Int(string parameter, int defaultValue) => new(parameter, ParameterKind.Int, hasDefault: true, defaultValue);

    protected static Parameter OptionalInt(string parameter) => new(parameter, ParameterKind.OptionalInt, hasDefault: true);

    protected static Parameter Number(string parameter) => new(parameter, ParameterKind.Double);

    protected static Parameter Any(string parameter) => new(parameter, ParameterKind.Any);

    protected static Parameter OptionalAny(string parameter) => new(parameter, ParameterKind.Any, hasDefault: true);

    protected static Parameter List(string parameter) => new(parameter, ParameterKind.Sequence);

    protected static Parameter Map(string parameter) => new(parameter, ParameterKind.Map);
}
