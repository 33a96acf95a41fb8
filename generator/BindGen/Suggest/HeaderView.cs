using System.Collections.Immutable;
using BindGen.Model;

namespace BindGen.Suggest;

/// <summary>What every part of a draft asks of the headers.</summary>
internal sealed class HeaderView
{
    public HeaderView(HeaderFacts facts)
    {
        Facts = facts;
        Index = new ApiIndex(facts.Api);
        Cleanup = new CleanupMacros(facts.Api);
        Comments = new CommentEvidence(facts.Comments);
        Callable = [.. facts.Api.Functions.Where(function => IsCallable(function) && Cleanup.MacroOf(function) is null)];
    }

    public HeaderFacts Facts { get; }

    public ApiIndex Index { get; }

    public CleanupMacros Cleanup { get; }

    public CommentEvidence Comments { get; }

    /// <summary>The functions that a wrapper could call.</summary>
    public ImmutableArray<CFunction> Callable { get; }

    public bool IsKernel => Facts.Api.Target.HasExportTable;

    public bool IsCallable(CFunction function) => !function.HasSymbol || function.Export is not null || !IsKernel;

    public static string Place(CDeclaration declaration) => $"{declaration.Location.Header}:{declaration.Location.Line}";

    /// <summary>An attribute of the function by what its spelling contains, as evidence; null without one.</summary>
    public string? Attribute(CFunction function, params ReadOnlySpan<string> spellings)
    {
        foreach (var attribute in Facts.Attributes.Of(function.Name))
        {
            foreach (var spelling in spellings)
            {
                if (attribute.Contains(spelling, StringComparison.Ordinal))
                    return $"{attribute} at {Place(function)}";
            }
        }
        return null;
    }

    /// <summary>That a result must not be ignored: a kernel says so of error numbers.</summary>
    public string? MustCheck(CFunction function) => Attribute(function, "must_check", "warn_unused_result", "wur");

    /// <summary>Attributes of ownership, which other evidence has to be read with.</summary>
    public IEnumerable<string> Ownership(CFunction function) =>
        Facts.Attributes.Of(function.Name).Where(attribute => attribute.Contains("malloc", StringComparison.Ordinal) || attribute.Contains("ownership", StringComparison.Ordinal) || attribute.Contains("nonnull", StringComparison.Ordinal))
            .Select(attribute => $"{attribute} at {Place(function)}");

    public bool IsPointer(CType type) => Index.Resolve(type) is CPointerType;

    public bool IsVoid(CType type) => Index.Resolve(type) is CBuiltinType { Kind: CBuiltin.Void };

    public bool IsBool(CType type) => Index.Resolve(type) is CBuiltinType { Kind: CBuiltin.Bool };

    /// <summary>A number that can be negative and is no count by its type: an error number, a truth value or a number.</summary>
    public bool IsSigned(CType type) => Index.Resolve(type) is CBuiltinType { Kind: CBuiltin.Int or CBuiltin.Long };

    public bool IsConstantText(CType type) =>
        Index.Resolve(type) is CPointerType pointer && Index.Resolve(pointer.Pointee) is CBuiltinType { Kind: CBuiltin.Char, IsConst: true };

    /// <summary>Whether one function writes a number that another one takes under the same name.</summary>
    public bool IsHandedOver(CParameter written, CParameter taken) =>
        taken.Name.Length > 0 && written.Name == taken.Name && !IsPointer(taken.Type)
        && Index.Resolve(written.Type) is CPointerType { Pointee: var pointee } && Index.Resolve(pointee) == Index.Resolve(taken.Type);

    /// <summary>The type as rules write it; null for a record that they cannot name.</summary>
    public static string? TypeName(CTag tag, string name) =>
        !name.Contains('.') ? $"{TypeNotation.Keyword(tag)} {name}"
        : name.StartsWith("typedef.", StringComparison.Ordinal) && name.LastIndexOf('.') == "typedef".Length ? name["typedef.".Length..]
        : null;
}
