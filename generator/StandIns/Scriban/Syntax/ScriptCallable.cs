using Scriban.Parsing;
using Scriban.Runtime;

namespace Scriban.Syntax;

internal enum ParameterKind : byte
{
    Any,
    Text,
    Int,
    OptionalInt,
    Double,
    Sequence,
    Map,
}

/// <summary>A declared parameter; one with a default may be left out of a call.</summary>
internal sealed class Parameter(string name, ParameterKind kind, bool hasDefault = false, object? defaultValue = null)
{
    public string Name { get; } = name;

    public ParameterKind Kind { get; } = kind;

    public bool HasDefault { get; } = hasDefault;

    public object? Default { get; } = defaultValue;
}

/// <summary>A function value: a built-in one, one that the template declares, or one that the host imported.</summary>
internal abstract class ScriptCallable(string name, Parameter[] parameters)
{
    public string Name { get; } = name;

    public Parameter[] Parameters { get; } = parameters;

    /// <summary>Whether any arguments are taken as they come, to be read as <c>$0</c>, <c>$1</c> and <c>$.name</c>.</summary>
    public virtual bool TakesAnyArguments => false;

    /// <summary>Whether calling it can run statements of a template, so that two calls may differ.</summary>
    public virtual bool RunsTemplateCode => false;

    public abstract object? Invoke(TemplateContext context, SourceSpan span, object?[] arguments, ScriptArray? all);
}
