using System.ComponentModel;

namespace BindGen.Runtime;

/// <summary>The C type of a declaration, where C# loses part of it.</summary>
/// <param name="name">The type as C spells it.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Parameter | AttributeTargets.Property | AttributeTargets.ReturnValue, Inherited = false)]
public sealed class NativeTypeNameAttribute(string name) : Attribute
{
    /// <summary>The type as C spells it.</summary>
    public string Name { get; } = name;
}
