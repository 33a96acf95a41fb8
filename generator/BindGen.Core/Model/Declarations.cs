using System.Collections.Immutable;

namespace BindGen.Model;

/// <summary>Where a declaration stands: the header as <c>#include</c> would name it, and a line from 1.</summary>
/// <param name="Header">Relative to the include directory that found it (<c>linux/device.h</c>), never a path of a machine.
/// <c>&lt;compiler&gt;/stddef.h</c> for headers of the compiler's resource directory, <c>&lt;builtin&gt;</c> for what no file declares.</param>
internal readonly record struct CLocation(string Header, int Line);

/// <summary>Something that a header declares.</summary>
internal abstract record CDeclaration(string Name, CLocation Location);

/// <summary>A struct or union.</summary>
/// <param name="Name">The tag. A record without one is named by where it stands, so that the name does not change with its
/// neighbours: <c>typedef.atomic_t</c> for <c>typedef struct { … } atomic_t</c>, <c>io_pgtable_cfg.arm_lpae_s1_cfg</c> for the
/// type of a named member, and <c>io_pgtable_cfg.anon0</c> (counted inside the parent) for an anonymous member.</param>
/// <param name="Size">In bytes, as the C compiler lays it out; null when the record is declared and never defined.</param>
/// <param name="Align">In bytes; null when incomplete.</param>
internal sealed record CRecord(
    string Name,
    CLocation Location,
    bool IsUnion,
    long? Size,
    long? Align,
    ImmutableArray<CField> Fields) : CDeclaration(Name, Location)
{
    public bool IsComplete => Size is not null;

    public CTag Tag => IsUnion ? CTag.Union : CTag.Struct;

    public bool Equals(CRecord? other) =>
        other is not null && Name == other.Name && Location == other.Location && IsUnion == other.IsUnion
        && Size == other.Size && Align == other.Align && Fields.SequenceEqual(other.Fields);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Name);
}

/// <summary>A member of a record.</summary>
/// <param name="Name">Empty for an anonymous member, whose own members C promotes, and for unnamed bitfields, which only hold others apart.</param>
/// <param name="BitOffset">From the start of the record, in bits.</param>
/// <param name="BitWidth">Null for what is not a bitfield; 0 for one that only begins a unit.</param>
internal sealed record CField(string Name, CType Type, long BitOffset, int? BitWidth = null);

/// <param name="Name">The tag; <c>typedef.NAME</c> or <c>RECORD.MEMBER</c> for an enum without one, <c>enum.FIRST</c> (its first
/// enumerator) for one that nothing else names.</param>
/// <param name="Underlying">The integer type that the compiler chose.</param>
internal sealed record CEnum(string Name, CLocation Location, CBuiltin Underlying, ImmutableArray<CEnumerator> Values) : CDeclaration(Name, Location)
{
    public bool Equals(CEnum? other) =>
        other is not null && Name == other.Name && Location == other.Location && Underlying == other.Underlying && Values.SequenceEqual(other.Values);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Name);
}

/// <param name="Value">Sign- or zero-extended to 128 bits is never needed: unsigned 64-bit values above
/// <see cref="long.MaxValue"/> are kept as their two's complement and read back through <see cref="CEnum.Underlying"/>.</param>
internal sealed record CEnumerator(string Name, long Value);

internal sealed record CTypedef(string Name, CLocation Location, CType Type) : CDeclaration(Name, Location);

internal sealed record CFunction(
    string Name,
    CLocation Location,
    CType Result,
    ImmutableArray<CParameter> Parameters,
    bool IsVariadic,
    CLinkage Linkage,
    CExport? Export) : CDeclaration(Name, Location)
{
    /// <summary>The symbol that an assembler label gives it, as in <c>__asm__("lseek64")</c>; null when it is the name.</summary>
    public string? Label { get; init; }

    public string Symbol => Label ?? Name;

    /// <summary>Whether its definition has a symbol; whether a kernel lets others call it is what <see cref="Export"/> says.</summary>
    public bool HasSymbol => Linkage == CLinkage.External;

    public bool Equals(CFunction? other) =>
        other is not null && Name == other.Name && Location == other.Location && Result == other.Result && IsVariadic == other.IsVariadic
        && Linkage == other.Linkage && Export == other.Export && Label == other.Label && Parameters.SequenceEqual(other.Parameters);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Name);
}

/// <param name="Name">Empty when the prototype leaves it out.</param>
internal sealed record CParameter(string Name, CType Type);

internal enum CLinkage
{
    /// <summary>A prototype whose definition is elsewhere.</summary>
    External,

    /// <summary><c>static inline</c>: no symbol, a shim gives it one.</summary>
    Inline,

    /// <summary>Called like a function with the types that a prototype of the rules says: a macro, or a function with a variable number
    /// of arguments. A shim gives it a symbol.</summary>
    Prototype,
}

/// <summary>A line of the kernel's export table.</summary>
/// <param name="Module"><c>vmlinux</c> or the module's path in the source tree, such as <c>drivers/gpu/drm/drm</c>.</param>
/// <param name="IsGplOnly"><c>EXPORT_SYMBOL_GPL</c>.</param>
internal sealed record CExport(string Module, bool IsGplOnly);

/// <summary>A global variable.</summary>
/// <param name="IsThreadLocal">Whether every thread has its own: then no address is the variable's.</param>
/// <param name="IsStatic">Whether it has no symbol, because each file that includes the header gets a copy.</param>
internal sealed record CVariable(
    string Name,
    CLocation Location,
    CType Type,
    bool IsThreadLocal,
    bool IsStatic,
    CExport? Export) : CDeclaration(Name, Location)
{
    /// <inheritdoc cref="CFunction.Label" path="/summary"/>
    public string? Label { get; init; }

    public string Symbol => Label ?? Name;
}
