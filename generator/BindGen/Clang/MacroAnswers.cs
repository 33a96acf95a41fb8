using System.Collections.Immutable;
using BindGen.Diagnostics;
using BindGen.Model;
using ClangSharp.Interop;

namespace BindGen.Clang;

/// <summary>What the compiler answered to a <see cref="MacroProbe"/>.</summary>
internal sealed unsafe class MacroAnswers
{
    private readonly MacroProbe _probe;
    private readonly Dictionary<string, int> _indexes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CXCursor> _variables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CXCursor> _functions = new(StringComparer.Ordinal);
    private readonly Dictionary<int, string> _refusals = [];
    private readonly bool[] _isNoExpression;
    private readonly bool[] _isUndeclared;
    private readonly bool[] _isNotConstant;

    private MacroAnswers(MacroProbe probe)
    {
        _probe = probe;
        foreach (var (index, name) in probe.Names.Index())
            _indexes.Add(name, index);
        (_isNoExpression, _isUndeclared, _isNotConstant) = (new bool[probe.Names.Length], new bool[probe.Names.Length], new bool[probe.Names.Length]);
    }

    /// <summary>Whether there are errors outside the questions: those of the headers, or of what an unfinished header or macro swallowed.</summary>
    public bool HasOtherErrors { get; private set; }

    /// <summary>Takes the answers away from the end of <paramref name="children"/>.</summary>
    public static MacroAnswers Take(MacroProbe probe, TranslationUnit unit, List<CXCursor> children, HeaderNames headers)
    {
        var answers = new MacroAnswers(probe);
        var end = children.Count;
        while (end > 0 && headers.UmbrellaLineOf(clang.getCursorLocation(children[end - 1])) >= probe.FirstLine)
        {
            end--;
            if (children[end].kind == CXCursorKind.CXCursor_VarDecl)
                answers._variables[NativeText.Take(clang.getCursorSpelling(children[end]))] = children[end];
            else if (children[end].kind == CXCursorKind.CXCursor_FunctionDecl)
                answers._functions[NativeText.Take(clang.getCursorSpelling(children[end]))] = children[end];
        }

        children.RemoveRange(end, children.Count - end);
        foreach (var (location, message) in DiagnosticReader.Errors(unit))
            answers.AddError(headers.UmbrellaLineOf(location), message);
        return answers;
    }

    /// <summary>The constants of 128 bits, of which libclang gives no more than 64.</summary>
    public ImmutableHashSet<string> Wide() => [.. _probe.Names.Where(name => Of(name) is (CMacroKind.Constant, var value) && ConstantReader.IsWideInteger(value))];

    /// <summary>The two variables that hold the halves of such a constant; null when nobody has asked.</summary>
    public (CXCursor High, CXCursor Low)? Halves(string name) =>
        _indexes.TryGetValue(name, out var index) && _variables.TryGetValue(MacroProbe.High + index, out var high) && _variables.TryGetValue(MacroProbe.Low + index, out var low) ? (high, low) : null;

    /// <summary>The prototypes with the functions that the compiler made of them.</summary>
    public IEnumerable<(CPrototype Prototype, CXCursor Function)> Prototypes() =>
        _probe.Prototypes.Select((prototype, index) => (prototype, _functions[MacroProbe.Prototype + index]));

    /// <summary>Whether something is declared in the questions, and not in the headers before them.</summary>
    public bool IsDeclaredHere(CXCursor declaration, HeaderNames headers) => headers.UmbrellaLineOf(clang.getCursorLocation(declaration)) >= _probe.FirstLine;

    /// <summary>Reports each prototype that the compiler did not understand.</summary>
    /// <returns>Whether there was one.</returns>
    public bool RefusesPrototypes(DiagnosticBag diagnostics)
    {
        var refused = _probe.Prototypes.Index().Where(item => _refusals.ContainsKey(item.Index) || !_functions.ContainsKey(MacroProbe.Prototype + item.Index)).ToList();
        foreach (var (index, prototype) in refused)
            diagnostics.Add(
                DiagnosticKinds.InvalidPrototype, prototype.Span,
                $"the compiler refuses the prototype of '{prototype.Name}': {_refusals.GetValueOrDefault(index, "it declares no function")}",
                "Write it as C would, with types that the headers declare.");
        return refused.Count > 0;
    }

    /// <summary>The macros that left a bracket open and so swallowed the questions after them: the last that were heard.</summary>
    public ImmutableArray<string> Swallowed() =>
    [
        .. from index in Enumerable.Range(0, _probe.Names.Length)
           where IsHeard(index) && index + 1 < _probe.Names.Length && !IsHeard(index + 1)
           select _probe.Names[index],
    ];

    public bool IsAnswered(string name) => _indexes.TryGetValue(name, out var index) && IsHeard(index);

    /// <summary>What the macro stands for, and for a constant the variable that holds its value.</summary>
    public (CMacroKind Kind, CXCursor Variable) Of(string name)
    {
        if (!_indexes.TryGetValue(name, out var index) || !IsHeard(index) || _isNoExpression[index])
            return (CMacroKind.NoExpression, default);
        if (_isUndeclared[index])
            return (CMacroKind.Undeclared, default);
        if (!_variables.TryGetValue(MacroProbe.Expression + index, out var expression))
            return (_isNotConstant[index] ? CMacroKind.NotConstant : CMacroKind.Undefined, default);
        var type = clang.getPointeeType(clang.getCanonicalType(clang.getCursorType(expression)));
        if (!ConstantReader.IsConstantType(type))
            return (ConstantReader.Reason(type), default);
        return !_isNotConstant[index] && _variables.TryGetValue(MacroProbe.Value + index, out var value)
            ? (CMacroKind.Constant, value)
            : (CMacroKind.NotConstant, default);
    }

    private bool IsHeard(int index) => _variables.ContainsKey(MacroProbe.Here + index);

    private void AddError(int? line, string message)
    {
        if (line is { } own && _probe.PrototypeAt(own) is { } prototype)
            _refusals.TryAdd(prototype, message);
        else if (line is not { } place || _probe.MacroAt(place, out var isValue) is not { } index)
            HasOtherErrors = true;
        else if (message.Contains("undeclared identifier", StringComparison.Ordinal))
            _isUndeclared[index] = true;
        else if (isValue || message.Contains("undeclared function", StringComparison.Ordinal))
            _isNotConstant[index] = true; // Older compilers let undeclared functions pass here and refuse the value.
        else
            _isNoExpression[index] = true;
    }
}
