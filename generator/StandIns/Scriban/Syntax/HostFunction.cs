using Scriban.Parsing;
using Scriban.Runtime;

namespace Scriban.Syntax;

/// <summary>A delegate of the host as a function of templates.</summary>
internal sealed class HostFunction : ScriptCallable
{
    private readonly Func<object?[], object?> _body;

    private HostFunction(string name, Func<object?[], object?> body, params ParameterKind[] kinds)
        : base(name, Array.ConvertAll(kinds, kind => new Parameter("", kind))) => _body = body;

    /// <summary>The host may do what a template may do, so its calls count as template code.</summary>
    public override bool RunsTemplateCode => true;

    public static HostFunction From(string name, Delegate function) => function switch
    {
        Func<object?, object?> body => new(name, a => body(a[0]), ParameterKind.Any),
        Func<object?, object?, object?> body => new(name, a => body(a[0], a[1]), ParameterKind.Any, ParameterKind.Any),
        Func<object?, bool> body => new(name, a => Conversion.Box(body(a[0])), ParameterKind.Any),
        Func<object?> body => new(name, _ => body()),
        Func<string?, object?> body => new(name, a => body((string?)a[0]), ParameterKind.Text),
        Func<string?, string?, object?> body => new(name, a => body((string?)a[0], (string?)a[1]), ParameterKind.Text, ParameterKind.Text),
        Func<string?, string?, string?, object?> body => new(
            name,
            a => body((string?)a[0], (string?)a[1], (string?)a[2]),
            ParameterKind.Text,
            ParameterKind.Text,
            ParameterKind.Text),
        Func<string?, bool> body => new(name, a => Conversion.Box(body((string?)a[0])), ParameterKind.Text),
        Func<string?, int, object?> body => new(name, a => body((string?)a[0], (int)a[1]!), ParameterKind.Text, ParameterKind.Int),
        Func<int, object?> body => new(name, a => body((int)a[0]!), ParameterKind.Int),
        _ => throw new NotSupportedException($"The Scriban stand-in cannot call a {function.GetType()} (imported as `{name}`)"),
    };

    public override object? Invoke(TemplateContext context, SourceSpan span, object?[] arguments, ScriptArray? all)
    {
        var result = _body(arguments);
        context.ListVersion++;
        return result;
    }
}
