using Scriban.Functions;
using Scriban.Parsing;
using Scriban.Runtime;

namespace Scriban.Syntax;

/// <summary>Puts the arguments of one call in their places and converts them to what the function wants.</summary>
internal struct ArgumentBinder(ScriptCallable function, SourceSpan callSpan, string callText)
{
    private readonly Parameter[] _parameters = function.Parameters;
    private object?[] _values = function.Parameters.Length == 0 ? [] : new object?[function.Parameters.Length];
    private ulong _given;
    private int _count;

    public void Add(string? name, SourceSpan span, object? value)
    {
        var index = name is null ? _count : IndexOf(name, span);
        if (index >= _parameters.Length)
        {
            AddRest(index, span, value);
            return;
        }

        _values[index] = Convert(_parameters[index].Kind, span, value);
        _given |= 1UL << index;
        _count = Math.Max(_count, index + 1);
    }

    public readonly object?[] Finish()
    {
        for (var i = 0; i < _parameters.Length; i++)
        {
            if ((_given & (1UL << i)) != 0)
            {
                continue;
            }

            if (!_parameters[i].HasDefault)
            {
                var end = callSpan.End.NextColumn();
                throw new ScriptRuntimeException(
                    new SourceSpan(callSpan.FileName, end, end),
                    $"`{callText}` lacks an argument: {_count} given, {Required()} required");
            }

            _values[i] = _parameters[i].Default;
        }

        return _values;
    }

    private readonly int Required()
    {
        var required = 0;
        foreach (var parameter in _parameters)
        {
            required += parameter.HasDefault ? 0 : 1;
        }

        return required;
    }

    private void AddRest(int index, SourceSpan span, object? value)
    {
        if (function is not Builtin { TakesRest: true })
        {
            throw new ScriptRuntimeException(span, $"`{callText}` takes {_parameters.Length} arguments at most");
        }

        Array.Resize(ref _values, index + 1);
        _values[index] = Convert(ParameterKind.Any, span, value);
        _count = index + 1;
    }

    private readonly int IndexOf(string name, SourceSpan span)
    {
        for (var i = 0; i < _parameters.Length; i++)
        {
            if (_parameters[i].Name == name)
            {
                return i;
            }
        }

        throw new ScriptRuntimeException(span, $"`{callText}` has no parameter `{name}`; passing it by position instead is refused by the Scriban stand-in");
    }

    private readonly object? Convert(ParameterKind kind, SourceSpan span, object? value)
    {
        switch (kind)
        {
            case ParameterKind.Text:
                return Conversion.ToText(span, value);
            case ParameterKind.OptionalInt when value is null:
                return null;
            case ParameterKind.Int or ParameterKind.OptionalInt:
                return Conversion.ToInt(span, value);
            case ParameterKind.Double:
                return Conversion.ToDouble(span, value);
            case ParameterKind.Sequence:
                return Conversion.ToSequence(span, value);
            case ParameterKind.Map when value is not (null or ScriptObject):
                throw new ScriptRuntimeException(span, $"`{callText}` needs an object, not a {Conversion.TypeName(value)}");
            default:
                return value is CapturedText && function is not TemplateFunction
                    ? throw CapturedText.Refusal(span, $"an argument of `{callText}`")
                    : value;
        }
    }
}
