namespace BindGen.Ownership;

/// <summary>Which enumerators the safe layer has a form for.</summary>
internal sealed class EnumeratorForms(RegistrationForms handles)
{
    /// <summary>What the form of an enumerator lacks; null when it has all.</summary>
    public string? Missing(EnumeratorModel enumerator) =>
        enumerator.Begin is { } begin ? OfCursor(enumerator, begin) : OfPredecessor(enumerator.Next);

    private string? OfCursor(EnumeratorModel enumerator, MethodModel begin) =>
        begin.Result is not NoResult ? "enumerators whose beginning can fail"
        : enumerator.Next.Parameters.Concat(enumerator.End!.Parameters).Any(parameter => parameter.Fact is not (CursorParameter or NullParameter)) ? "enumerators that need more than their cursor"
        : begin.Parameters.Select(parameter => parameter.Fact is CursorParameter or TextParameter or ConstantTextParameter ? null : Given(parameter.Fact)).FirstOrDefault(missing => missing is not null)
        ?? Conditions(begin) ?? Conditions(enumerator.Next);

    private string? OfPredecessor(MethodModel next) =>
        next.Parameters.Select(parameter => parameter.Fact is ConsumedParameter ? null : Given(parameter.Fact)).FirstOrDefault(missing => missing is not null)
        ?? Conditions(next);

    private string? Given(ParameterFact fact) => fact switch
    {
        NullParameter or ValueParameter => null,
        BorrowedParameter { State: null, IsNullable: false } borrowed when !handles.IsOwned(borrowed.Handle) || handles.IsCounted(borrowed.Handle) => null,
        _ => "such arguments of an enumerator",
    };

    private static string? Conditions(MethodModel method) =>
        method.Conditions.Any(condition => condition is not (Blocking or AnyContext or Acknowledged)) ? "conditions of an enumerator" : null;
}
