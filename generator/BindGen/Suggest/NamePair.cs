using System.Collections.Immutable;
using BindGen.Model;

namespace BindGen.Suggest;

/// <summary>What the words of two names say of the functions.</summary>
internal enum PairKind
{
    /// <summary>One takes a reference and one gives it back.</summary>
    Counted,

    /// <summary>One makes an object and one ends it.</summary>
    Lifetime,

    Registration,

    Guard,

    /// <summary>One undoes the other, and names do not say what that means for owners.</summary>
    Undecided,
}

/// <summary>Functions whose names differ in one word, which says that one undoes the other, and whose types agree with that.</summary>
/// <param name="Ends">More than one when names alone do not tell which of them it is.</param>
internal sealed record NamePair(PairKind Kind, CFunction Begin, ImmutableArray<CFunction> Ends)
{
    public string Evidence => $"name pair {Begin.Name}/{string.Join("|", Ends.Select(end => end.Name))}";

    public bool Concerns(CFunction function) => Begin == function || Ends.Contains(function);
}
