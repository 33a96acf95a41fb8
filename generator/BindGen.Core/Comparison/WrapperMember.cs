using System.Collections.Immutable;

namespace BindGen.Comparison;

/// <summary>A public type of the safe layer, or a public member of one.</summary>
/// <param name="Item">The rules item that it was generated for.</param>
/// <param name="Type">With the types around it, and with its type parameters: <c>DeviceRef&lt;TState&gt;</c>.</param>
/// <param name="Name">Empty for the type itself.</param>
/// <param name="Signature">In C#, without body, attributes and comments.</param>
/// <param name="Symbol">The C function that its documentation names first; empty when it names none.</param>
/// <param name="IsRequired">Whether who makes the object has to give it.</param>
/// <param name="Parameters">Those of a method.</param>
internal sealed record WrapperMember(
    string Item,
    string Type,
    string Name,
    string Signature,
    string Symbol,
    bool IsRequired,
    ImmutableArray<WrapperParameter> Parameters)
{
    /// <summary>What overloads have in common: <c>Device.FindChild</c>.</summary>
    public string FullName => Name.Length == 0 ? Type : $"{Type}.{Name}";
}

internal sealed record WrapperParameter(string Type, string Name, bool IsOptional);
