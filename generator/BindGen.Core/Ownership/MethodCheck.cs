using BindGen.Diagnostics;
using BindGen.Model;

namespace BindGen.Ownership;

/// <summary>Checks what the parameters, the result and the clauses of one method say together.</summary>
internal sealed class MethodCheck(BindingContext context, MethodModel method, CDeclaration declaration)
{
    /// <param name="isPair">Whether a registration, a guard or an enumerator calls it, which can lend results and pass tokens on.</param>
    public bool IsSound(bool isPair) =>
        HasOwner(isPair) && HasToken(isPair) && HasNoOpaque() && HasCookie() && TellsSuccess() && KeepsWhatLives(isPair) && IsNumber();

    private bool HasOwner(bool isPair) =>
        isPair || method.Result is not BorrowedResult
        || Refuse(DiagnosticKinds.MissingOwnership, $"'{method.Target.Symbol}' lends its result, and nothing says what it is borrowed from",
            "Write '-> borrowed from PARAMETER', '-> owned' when the caller must release it, or skip the function with that reason.");

    private bool HasToken(bool isPair) =>
        isPair || method.Parameters.FirstOrDefault(parameter => parameter.Fact is TokenParameter or CursorParameter) is not { } token
        || Refuse(DiagnosticKinds.Contradiction, $"parameter '{token.CName}' of '{method.Target.Symbol}' is a 'token' or a 'cursor', which only the functions of a guard or an enumerator pass to each other");

    private bool HasNoOpaque() =>
        method.Parameters.FirstOrDefault(parameter => parameter.Fact is OpaqueParameter) is not { } opaque
        || Refuse(DiagnosticKinds.Contradiction, $"parameter '{opaque.CName}' of '{method.Target.Symbol}' is 'opaque', and only C can leave an argument of a callback unused",
            $"Write '{opaque.CName}: null', or skip the function with that reason.");

    private bool HasCookie()
    {
        var callback = method.Parameters.FirstOrDefault(parameter => parameter.Fact is CallbackParameter);
        var cookies = method.Parameters.Where(parameter => parameter.Fact is CookieParameter).ToList();
        if (cookies.Count > 1)
            return Refuse(DiagnosticKinds.Contradiction, $"'{method.Target.Symbol}' has two cookies, '{cookies[0].CName}' and '{cookies[1].CName}'", "Keep one of them.");
        if (callback?.Fact is not CallbackParameter { Callback: var model } || cookies.Count > 0)
            return true;
        return model.Parameters.Any(parameter => parameter.Fact is CookieParameter)
            ? Refuse(DiagnosticKinds.CallbackWithoutCookie, $"the callback '{callback.CName}' gets a cookie, and no parameter of '{method.Target.Symbol}' is said to be it",
                "Write 'PARAMETER: cookie' for the pointer that C hands back.")
            : Refuse(DiagnosticKinds.CallbackWithoutCookie, $"the callback '{callback.CName}' of '{method.Target.Symbol}' gets no cookie, so nothing says which C# object it is for",
                "Skip the function with that reason, or describe the table that it belongs to with 'callbacks' and 'cookie container'.");
    }

    private bool TellsSuccess() =>
        method.Result is ErrnoResult || !method.Parameters.Any(parameter => parameter.Fact is ConsumedParameter { OnSuccess: true } or ConsumedOnFailureParameter)
        || Refuse(DiagnosticKinds.Contradiction, $"'{method.Target.Symbol}' consumes an argument on success or on failure, and its result does not tell success",
            "Write '-> errno' when the result is 0 or a negative error number.");

    private bool KeepsWhatLives(bool isPair) =>
        isPair || method.Result is OwnedResult || !method.Parameters.Any(parameter => LifetimeOf(parameter.Fact) is ObjectLifetime { Item: null })
        || Refuse(DiagnosticKinds.Contradiction, $"'{method.Target.Symbol}' keeps an argument 'while result', and returns nothing that lives", "Write 'until FUNCTION', or another lifetime.");

    private bool IsNumber() =>
        method.Parameters.FirstOrDefault(parameter => parameter.Fact is CountParameter && !context.IsScalar(parameter.Type)) is not { } count
        || Refuse(DiagnosticKinds.Contradiction, $"parameter '{count.CName}' of '{method.Target.Symbol}' counts elements, and is a '{TypeNotation.Print(count.Type)}'");

    private static Lifetime? LifetimeOf(ParameterFact fact) => fact switch
    {
        RetainedParameter retained => retained.Lifetime,
        CallbackParameter callback => callback.Lifetime,
        CallbackTableParameter table => table.Lifetime,
        _ => null,
    };

    private bool Refuse(DiagnosticKind kind, string message, string? help = null)
    {
        context.Error(kind, method.Rule, message, help, declaration);
        return false;
    }
}
