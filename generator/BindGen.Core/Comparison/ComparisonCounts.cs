namespace BindGen.Comparison;

/// <summary>How many changes there are of each sort.</summary>
internal static class ComparisonCounts
{
    public static int Of(ApiComparison comparison, ChangeKind kind) => comparison.Changes.Count(change => change.Kind == kind);

    public static int Of(ApiComparison comparison, Reader reader, Verdict verdict) => comparison.Changes.Count(change => VerdictFor(change.Verdicts, reader) == verdict);

    public static Verdict VerdictFor(Verdicts verdicts, Reader reader) => reader switch
    {
        Reader.Source => verdicts.Source,
        Reader.Wrapper => verdicts.Wrapper,
        _ => verdicts.Binary,
    };
}

/// <summary>Whom a change matters to; <see cref="Verdicts"/> has one for each.</summary>
internal enum Reader
{
    Source,
    Wrapper,
    Binary,
}
