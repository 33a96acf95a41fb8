using System.Collections.Immutable;

namespace BindGen.Pipeline;

/// <summary>What <c>check</c> can look at.</summary>
internal enum CheckKind
{
    /// <summary>The output and the capture are what <c>generate</c> would write, and compile.</summary>
    Output,

    /// <summary>Rules are in their canonical form.</summary>
    Format,

    /// <summary>Layouts are those of a C compiler, and of the kernel's BTF where the headers come with it.</summary>
    Layouts,

    /// <summary>Not less is wrapped than recorded.</summary>
    Coverage,
}

/// <param name="Only">What to look at; empty for everything.</param>
/// <param name="Required">What is an error when it could not be looked at.</param>
/// <param name="Compiler">The C compiler; null for one that this machine has.</param>
internal sealed record CheckRequest(ImmutableArray<CheckKind> Only, ImmutableArray<CheckKind> Required, string? Compiler)
{
    public bool Has(CheckKind kind) => Only.IsEmpty || Only.Contains(kind);
}

internal enum CheckOutcome
{
    Passed,
    Failed,
    NotChecked,
}

/// <summary>What became of one check of one target.</summary>
/// <param name="Subject">The target, or the project for what has none.</param>
/// <param name="Note">What was looked at, what is wrong, or why nothing was looked at; on one line.</param>
internal sealed record CheckRow(CheckKind Kind, string Subject, CheckOutcome Outcome, string Note);
