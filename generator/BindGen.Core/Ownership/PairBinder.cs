using BindGen.Diagnostics;
using BindGen.Model;
using BindGen.Rules;

namespace BindGen.Ownership;

/// <summary>Binds what registrations and guards share: two functions, and the object that they are about.</summary>
internal sealed class PairBinder(BindingContext context)
{
    private readonly MethodBinder _methods = new(context);

    /// <param name="Record">The object's struct; null when it is about none that a handle names.</param>
    /// <param name="IsConsumed">Whether the ending function puts a reference.</param>
    public sealed record Bound(MethodModel Begin, MethodModel End, CRecord? Record, bool IsConsumed);

    /// <param name="intIsErrno">Whether an <c>int</c> result of the beginning function without a note is an error number.</param>
    /// <param name="isShared">Whether other items may name the ending function too.</param>
    /// <param name="isKeyed">Whether the ending function can be given again what the beginning function was given.</param>
    /// <returns>Null after an error was reported.</returns>
    public Bound? Bind(PairItem item, bool intIsErrno, bool isShared, bool isKeyed)
    {
        if (item.End is not { } ending)
        {
            context.Error(DiagnosticKinds.SyntaxError, item.Span, $"'{item.Name.Text}' has no ending function", $"Write '{item.Keyword.Text} {item.Name.Text} = BEGIN(…) / END(…)'.");
            return null;
        }
        if (context.Function(item.Begin.Symbol, isOnlyRule: false) is not { } function)
            return null;

        var receiver = function.Parameters.Select(parameter => context.Index.Pointee(parameter.Type)).FirstOrDefault(record => context.HandleOf(record) is not null);
        var created = context.Index.Pointee(function.Result) is { } result && context.HandleOf(result) is not null ? result : null;
        var record = created ?? receiver;
        var begin = _methods.Function(item.Begin, null, item.Result, item.Clauses, item.Name.Text, created is null ? record : null, isPair: true, intIsErrno: intIsErrno).Method;
        // Where the beginning was wrong, its parameters are known all the same: one error is enough.
        var keys = isKeyed ? MethodBinder.Names(function, item.Begin).ToList() : [];
        var end = _methods.Function(ending, null, [], [], item.Name.Text, record, isPair: true, isShared: isShared, keys: keys).Method;
        return begin is null || end is null ? null : new Bound(begin, Ending(end), record, end.Parameters.Any(parameter => parameter.Fact is ConsumedParameter));
    }

    /// <summary>The registration holds the reference that the ending function consumes.</summary>
    private static MethodModel Ending(MethodModel end) => end with
    {
        Parameters =
        [
            .. end.Parameters.Select((parameter, position) =>
                position == end.Receiver && parameter.Fact is ConsumedParameter ? parameter with { Fact = new ReceiverParameter() } : parameter),
        ],
    };
}
