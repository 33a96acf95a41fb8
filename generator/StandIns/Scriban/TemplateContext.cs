using System.Text;
using Scriban.Functions;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;

namespace Scriban;

/// <summary>
/// What a template renders with: the objects its variables are looked up in, the loader of the templates it includes, and the
/// limits that turn a hang into an error. A context serves one thread at a time.
/// </summary>
public partial class TemplateContext
{
    private readonly Stack<StringBuilder> _outputs = new();
    private readonly Stack<StringBuilder> _spareOutputs = new();
    private readonly Stack<Stack<Expression>?> _pipes = new();
    private int _callDepth;
    private bool _renders;

    public TemplateContext()
    {
        BuiltinObject = Builtins.Create();
        PushGlobal(BuiltinObject);
    }

    public ITemplateLoader? TemplateLoader { get; set; }

    /// <summary>The templates that were included, by their paths; a host may share what it has parsed already.</summary>
    public Dictionary<string, Template> CachedTemplates { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether a variable that does not exist is an error instead of null.</summary>
    public bool StrictVariables { get; set; }

    /// <summary>
    /// Scriban indents the lines that a code block writes by the white space before the block, unless this is false. The stand-in
    /// does not, so it must be set to false before rendering.
    /// </summary>
    public bool AutoIndent { get; set; } = true;

    /// <summary>How often a loop may go round; 0 is no limit.</summary>
    public int LoopLimit { get; set; } = 1000;

    /// <summary>How deep function calls may nest (an include counts as two); 0 is no limit.</summary>
    public int RecursiveLimit { get; set; } = 100;

    /// <summary>What Scriban writes for a line end of its own; templates and values bring theirs.</summary>
    public string NewLine { get; set; } = Environment.NewLine;

    public ScriptObject BuiltinObject { get; }

    internal StringBuilder Output { get; private set; } = new(4096);

    internal Flow Flow { get; set; }

    internal object? ReturnValue { get; set; }

    /// <summary>Counts the writes to elements of lists.</summary>
    internal int ListVersion { get; set; }

    internal Stack<Expression>? Pipe { get; private set; }

    internal void Write(SourceSpan span, object value) => Output.Append(value as string ?? Conversion.ToText(span, value));

    internal void PushOutput()
    {
        _outputs.Push(Output);
        Output = _spareOutputs.Count > 0 ? _spareOutputs.Pop() : new StringBuilder();
    }

    internal string PopOutput()
    {
        var text = Output.ToString();
        Output.Clear();
        _spareOutputs.Push(Output);
        Output = _outputs.Pop();
        return text;
    }

    internal void PushPipe()
    {
        _pipes.Push(Pipe);
        Pipe = new Stack<Expression>();
    }

    internal void PopPipe() => Pipe = _pipes.Pop();

    internal void EnterRecursion(SourceSpan span)
    {
        if (++_callDepth > RecursiveLimit && RecursiveLimit != 0)
        {
            throw new ScriptRuntimeException(span, $"calls are nested deeper than the limit of {RecursiveLimit}");
        }

        try
        {
            System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        }
        catch (InsufficientExecutionStackException exception)
        {
            throw new ScriptRuntimeException(span, "calls are nested too deep for the stack", exception);
        }
    }

    internal void ExitRecursion() => _callDepth--;

    internal void CheckLoopLimit(int steps, Statement loop)
    {
        if (LoopLimit != 0 && steps > LoopLimit)
        {
            throw new ScriptRuntimeException(loop.Span, $"the loop exceeds the limit of {LoopLimit} iterations");
        }
    }

    /// <summary>
    /// After an error, and after a <c>ret</c> outside of a function, Scriban leaves a context in a state that shows in the next
    /// template; the stand-in wants a new context instead.
    /// </summary>
    internal void BeginRender()
    {
        if (AutoIndent)
        {
            throw new NotSupportedException(
                "TemplateContext.AutoIndent = true is refused by the Scriban stand-in; set AutoIndent = false");
        }

        if (Flow != Flow.None || _renders)
        {
            throw new NotSupportedException(
                "rendering in a context whose last template failed or ended by `ret` is refused by the Scriban stand-in");
        }

        _renders = true;
    }

    internal string EndRender()
    {
        _renders = false;
        var text = Output.ToString();
        Output.Clear();
        return text;
    }
}
