using BindGen.Diagnostics;
using BindGen.Rules;

namespace BindGen.Ownership.Annotations;

/// <summary>The functions that other annotations account for: those that count references, that release, that end or go on with something.
/// What their own annotations may still say is what follows from that; anything else is reported rather than lost.</summary>
internal sealed class AnnotatedParts
{
    private readonly HashSet<string> _counting = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AnnotatedFunction> _releasing = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _ending = new(StringComparer.Ordinal);
    private readonly HashSet<string> _steps = new(StringComparer.Ordinal);
    private readonly BindingContext _context;

    public AnnotatedParts(IEnumerable<BlockItem> items, IEnumerable<AnnotatedFunction> functions, BindingContext context)
    {
        _context = context;
        foreach (var clause in items.SelectMany(item => item.Members).OfType<StatementMember>().SelectMany(statement => statement.Clauses).Where(clause => clause.Words[0].Text is "refcounted" or "weak"))
            _counting.UnionWith(clause.Words.Skip(1).Select(word => word.Text));
        foreach (var function in functions)
        {
            if (function.Release is { } release)
                _releasing[release.Text] = function;
            if (function.Pair?.Words is [_, var name, _, var end, .. var rest])
            {
                _ending[end.Text] = name.Text;
                _steps.UnionWith(rest.Skip(1).Select(word => word.Text));
            }
        }
    }

    /// <summary>The function whose result this one releases; null for others.</summary>
    public AnnotatedFunction? ReleaseOf(AnnotatedFunction function) => _releasing.TryGetValue(function.Name, out var creator) ? creator : null;

    public bool IsPart(AnnotatedFunction function)
    {
        if (_steps.Contains(function.Name))
            return true;
        if (_ending.TryGetValue(function.Name, out var pair))
        {
            Refuse(function.Said, function, $"which ends '{pair}'", "What is said of the call belongs on the function that begins it.");
            return true;
        }
        if (!_counting.Contains(function.Name) && !_releasing.ContainsKey(function.Name))
            return false;
        var said = function.Said.Concat(function.Parameters.OrderBy(pair => pair.Key).SelectMany(pair => pair.Value));
        var mayBeHole = _releasing.ContainsKey(function.Name);
        Refuse(
            said.Where(clause => clause.Words is not [{ Text: "owned" or "nullable" or "consumed" or "borrowed" }] && !(mayBeHole && clause.Words[0].Text == "unsafe")), function,
            "which counts or releases references", "Leave it out, or write a rule.");
        return true;
    }

    private void Refuse(IEnumerable<Clause> clauses, AnnotatedFunction function, string part, string help)
    {
        foreach (var clause in clauses)
            _context.Error(DiagnosticKinds.Contradiction, clause.Span, $"'{clause.Words[0].Text}' says nothing of '{function.Name}', {part}", help, function.Function);
    }
}
