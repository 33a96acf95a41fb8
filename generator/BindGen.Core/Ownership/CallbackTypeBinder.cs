using System.Collections.Immutable;
using BindGen.Diagnostics;
using BindGen.Model;

namespace BindGen.Ownership;

/// <summary>Decides what the arguments of a callback mean whose C type is all that is known of it.</summary>
internal sealed class CallbackTypeBinder(BindingContext context)
{
    /// <returns>Null after an error was reported.</returns>
    public CallbackModel? Bind(string name, CType type, ParameterNote note, CDeclaration declaration)
    {
        if (context.FunctionOf(type) is not { } function)
        {
            context.Error(
                DiagnosticKinds.Contradiction, note.Clause.Span, $"parameter '{name}' is a '{TypeNotation.Print(type)}', and a callback is a pointer to a function", null, declaration);
            return null;
        }

        var parameters = ImmutableArray.CreateBuilder<ParameterModel>();
        for (var i = 0; i < function.Parameters.Length; i++)
        {
            if (Argument(function.Parameters[i]) is { } fact)
                parameters.Add(new ParameterModel($"arg{i}", function.Parameters[i], fact));
            else
                Unowned(name, function.Parameters[i], note, declaration);
        }
        if (Result(function.Result) is not { } result)
        {
            Unowned(name, function.Result, note, declaration);
            return null;
        }
        if (note.StopsOnNonzero && result is not ValueResult)
        {
            context.Error(DiagnosticKinds.Contradiction, note.Clause.Span, $"the callback '{name}' returns no number, so it cannot stop anything", "Leave 'stops on nonzero' out.", declaration);
            return null;
        }
        return parameters.Count == function.Parameters.Length
            ? new CallbackModel(name, name, function, parameters.ToImmutable(), result, note.IsNullable, note.StopsOnNonzero, note.IsAtomic, note.Clause.Span)
            : null;
    }

    private ParameterFact? Argument(CType type) =>
        context.HandleOf(context.Index.Pointee(type)) is { } handle ? new BorrowedParameter(handle, false)
        : context.IsUntyped(type) ? new CookieParameter(false)
        : context.IsScalar(type) ? new ValueParameter()
        : context.IsConstantText(type) ? new TextParameter(false)
        : null;

    private ResultFact? Result(CType type) =>
        context.Index.Resolve(type) is CBuiltinType { Kind: CBuiltin.Void } ? new NoResult()
        : context.Index.Resolve(type) is CBuiltinType { Kind: CBuiltin.Bool } ? new BooleanResult()
        : context.IsScalar(type) ? new ValueResult()
        : null;

    private void Unowned(string name, CType type, ParameterNote note, CDeclaration declaration) =>
        context.Error(
            DiagnosticKinds.MissingOwnership, note.Clause.Span, $"the callback '{name}' deals in a '{TypeNotation.Print(type)}', and nothing says who owns it",
            $"Name the type with a 'handle' item, or skip '{declaration.Name}' with a reason.", declaration);
}
