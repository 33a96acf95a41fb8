using System.Collections;
using Scriban.Parsing;
using Scriban.Runtime;

namespace Scriban.Syntax;

internal sealed class ForStatement(
    SourceSpan span, VariableExpression variable, Expression source, Argument[] options, Statement body, Statement? otherwise)
    : Statement(span)
{
    public override void Execute(TemplateContext context)
    {
        context.EnterLoop(this);
        Run(context, source.Evaluate(context));
        context.ExitLoop();
        if (context.Flow != Flow.Return)
        {
            context.Flow = Flow.None;
        }
    }

    private void Run(TemplateContext context, object? value)
    {
        if (value is null)
        {
            return;
        }

        var items = LoopItems.From(context, source.Span, value);
        int start = 0, limit = items.Count;
        var reversed = false;
        foreach (var option in options)
        {
            switch (option.Name)
            {
                case "offset":
                    start = Bound(context, option);
                    break;
                case "limit":
                    limit = Bound(context, option);
                    break;
                case "reversed":
                    reversed = true;
                    break;
                default:
                    throw new ScriptRuntimeException(option.Span, $"`for` has no argument `{option.Name}`");
            }
        }

        var end = (int)Math.Min((long)limit + start, items.Count) - 1;
        var state = new LoopState { Length = items.Count };
        if (start > end)
        {
            context.SetLoopVariable("for", state, null, null);
            otherwise?.Execute(context);
            return;
        }

        Iterate(context, items, state, start, end, reversed);
    }

    private void Iterate(TemplateContext context, LoopItems items, LoopState state, int start, int end, bool reversed)
    {
        var step = reversed ? -1 : 1;
        object? previous = null;
        var steps = 0;
        for (var index = reversed ? end : start; index >= start && index <= end; index += step)
        {
            context.CheckLoopLimit(++steps, this);
            var value = items[index];
            state.Index = index;
            state.IsLast = index == (reversed ? start : end);
            state.Changed = steps == 1 || !Equals(previous, value);
            context.SetLoopVariable("for", state, variable, value);
            body.Execute(context);
            if (context.Flow is Flow.Return or Flow.Break)
            {
                return;
            }

            context.Flow = Flow.None;
            previous = value;
        }
    }

    private static int Bound(TemplateContext context, Argument option)
    {
        object? value = option.Value is null ? true : option.Value.Evaluate(context);
        var bound = Conversion.ToInt(option.Span, value);
        return bound >= 0
            ? bound
            : throw new ScriptRuntimeException(option.Span, $"a negative `{option.Name}` is refused by the Scriban stand-in");
    }
}

internal sealed class WhileStatement(SourceSpan span, Expression condition, Statement body) : Statement(span)
{
    public override void Execute(TemplateContext context)
    {
        context.EnterLoop(this);
        var state = new LoopState();
        context.SetLoopVariable("while", state, null, null);
        for (var index = 0; ; index++)
        {
            context.CheckLoopLimit(index + 1, this);
            if (!Conversion.ToBool(condition.Evaluate(context)))
            {
                break;
            }

            state.Index = index;
            body.Execute(context);
            if (context.Flow is Flow.Return or Flow.Break)
            {
                break;
            }

            context.Flow = Flow.None;
        }

        context.ExitLoop();
        if (context.Flow != Flow.Return)
        {
            context.Flow = Flow.None;
        }
    }
}

/// <summary>
/// The elements a loop walks over, as the loop sees them: the number is fixed when it begins, the elements are read one by one. A
/// lazy sequence is read once and read again only if a list was written to in between.
/// </summary>
internal sealed class LoopItems
{
    private readonly TemplateContext _context;
    private readonly IList? _list;
    private readonly ScriptRange? _range;
    private object?[] _snapshot = [];
    private int _version;

    private LoopItems(TemplateContext context, IList? list, ScriptRange? range)
    {
        _context = context;
        _list = list;
        _range = range;
        if (range is null)
        {
            Count = list!.Count;
        }
        else if (range.RunsTemplateCode)
        {
            Count = range.Count();
        }
        else
        {
            _snapshot = [.. range];
            _version = context.ListVersion;
            Count = _snapshot.Length;
        }
    }

    public int Count { get; }

    public object? this[int index]
    {
        get
        {
            if (_list is not null)
            {
                return index < _list.Count ? _list[index] : null;
            }

            if (_range!.RunsTemplateCode)
            {
                return _range.ElementAt(index);
            }

            if (_version != _context.ListVersion)
            {
                _snapshot = [.. _range];
                _version = _context.ListVersion;
            }

            return index < _snapshot.Length ? _snapshot[index] : null;
        }
    }

    public static LoopItems From(TemplateContext context, SourceSpan span, object value) => value switch
    {
        ScriptRange range => new LoopItems(context, null, range),
        IList list => new LoopItems(context, list, null),
        string or CapturedText => throw new ScriptRuntimeException(span, "a loop over the characters of a string is refused by the Scriban stand-in"),
        IEnumerable sequence => new LoopItems(context, new ScriptArray(sequence), null),
        _ => throw new ScriptRuntimeException(span, $"`for` cannot walk over a {Conversion.TypeName(value)}"),
    };
}
