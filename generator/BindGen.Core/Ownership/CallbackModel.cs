using System.Collections.Immutable;
using BindGen.Diagnostics;
using BindGen.Model;

namespace BindGen.Ownership;

/// <summary>A table of function pointers that C# implements.</summary>
/// <param name="Failure">The error number that a callback returns, negated, when its C# method throws; null when nothing is said.</param>
internal sealed record CallbackTableModel(
    string Name,
    CRecord Record,
    CookiePlace Cookie,
    bool IsAtomic,
    int? Failure,
    ImmutableArray<CallbackModel> Callbacks,
    SourceSpan Rule);

/// <summary>One function pointer that C# implements.</summary>
/// <param name="StopsOnNonzero">Whether it ends an iteration by returning something else than 0.</param>
internal sealed record CallbackModel(
    string Name,
    string CName,
    CFunctionType Type,
    ImmutableArray<ParameterModel> Parameters,
    ResultFact Result,
    bool IsOptional,
    bool StopsOnNonzero,
    bool IsAtomic,
    SourceSpan Rule);

/// <summary>What a callback's number means to the C function that calls it.</summary>
internal enum CallbackRole
{
    None,

    /// <summary>Anything but 0 ends the visits.</summary>
    Visit,

    /// <summary>Anything but 0 means that this is what is looked for.</summary>
    Match,
}

/// <summary>How C# finds the object that a callback is for.</summary>
internal enum CookiePlace
{
    /// <summary>Nothing is said.</summary>
    Unknown,

    FirstParameter,

    LastParameter,

    /// <summary>No parameter is one: the address of the table's owner leads to the object.</summary>
    Container,

    /// <summary>No parameter is one: a member of what a parameter points to leads to the table, and the table to the object.</summary>
    Path,

    /// <summary>The table is an element of an array: the table that has the array leads to the object.</summary>
    Element,
}

/// <summary>A cursor: what gives one object after the other.</summary>
/// <param name="Handle">What it gives.</param>
/// <param name="Begin">The call that starts it; null when the first call of <paramref name="Next"/> does.</param>
/// <param name="End">The call that every enumeration has to end with; null when there is none.</param>
internal sealed record EnumeratorModel(string Name, string Handle, MethodModel? Begin, MethodModel Next, MethodModel? End, bool Blocks, SourceSpan Rule);
