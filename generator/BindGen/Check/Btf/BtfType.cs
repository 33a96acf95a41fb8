namespace BindGen.Check.Btf;

/// <summary>The kinds of types, by the numbers of the format.</summary>
internal enum BtfKind
{
    Void = 0,
    Int = 1,
    Pointer = 2,
    Array = 3,
    Struct = 4,
    Union = 5,
    Enum = 6,
    Forward = 7,
    Typedef = 8,
    Volatile = 9,
    Const = 10,
    Restrict = 11,
    Function = 12,
    FunctionPrototype = 13,
    Variable = 14,
    DataSection = 15,
    Float = 16,
    DeclarationTag = 17,
    TypeTag = 18,
    Enum64 = 19,
}

/// <summary>The fixed part of a type.</summary>
/// <param name="Name">Where its name is in the string section.</param>
/// <param name="Flag">Of structs: member offsets carry bitfield widths. Of enums: values are signed.</param>
/// <param name="Count">How many members, values or parameters it has.</param>
/// <param name="SizeOrType">A size in bytes, or the number of the type that this one is made from.</param>
/// <param name="Data">Where what follows the fixed part is in the type section.</param>
internal readonly record struct BtfType(BtfKind Kind, uint Name, bool Flag, int Count, uint SizeOrType, int Data)
{
    /// <summary>Whether it is another type under another name or with a qualifier.</summary>
    public bool IsAlias => Kind is BtfKind.Typedef or BtfKind.Volatile or BtfKind.Const or BtfKind.Restrict or BtfKind.TypeTag;

    public bool IsRecord => Kind is BtfKind.Struct or BtfKind.Union;

    public bool IsEnum => Kind is BtfKind.Enum or BtfKind.Enum64;
}

/// <param name="BitOffset">From the start of the record.</param>
/// <param name="BitWidth">Zero for what is not a bitfield.</param>
internal readonly record struct BtfMember(uint Name, uint Type, uint BitOffset, int BitWidth);
