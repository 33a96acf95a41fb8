using BindGen.Model;

namespace BindGen.Emit;

/// <summary>The C# type of a C type in the raw layer: blittable, on an LP64 target.</summary>
internal sealed class RawTypes(ApiIndex index, RawStyle? style = null)
{
    public RawNames Names { get; } = new(index, style);

    public RawPassing Passing { get; } = new(index);

    /// <summary>The C# spelling; null when .NET has no type that passes or stores this one by value.</summary>
    public string? Print(CType type) => index.Resolve(type) switch
    {
        CBuiltinType builtin => Builtin(builtin.Kind),
        CPointerType pointer => Pointer(pointer.Pointee),
        CNamedType { Tag: CTag.Enum } named => Names.Qualified(CTag.Enum, named.Name),
        CNamedType named => Names.Qualified(named.Tag, named.Name),
        _ => null,
    };

    /// <summary>The <c>[NativeTypeName]</c> that C# loses; null when the C# type says as much.</summary>
    public string? NativeName(CType type)
    {
        var native = CSpelling.Print(type);
        var managed = Print(type);
        return managed is null || native.Replace("struct ", "").Replace("union ", "").Replace("enum ", "").Replace(" ", "") == managed.Replace(" ", "") || type is CNamedType { Name: var name } && name.Contains('.')
            ? null
            : native;
    }

    /// <summary>What a C# enum stands on: C# refuses the types whose size depends on the machine.</summary>
    public static string EnumBase(CEnum @enum) => EnumBase(@enum.Underlying);

    public static string EnumBase(CBuiltin underlying) => underlying switch
    {
        CBuiltin.Long => "long",
        CBuiltin.ULong => "ulong",
        var kind => Builtin(kind)!,
    };

    private string Pointer(CType pointee)
    {
        switch (index.Resolve(pointee))
        {
            case CFunctionType function:
                return Function(function) ?? "void*";
            case CArrayType array:
                return Pointer(array.Element);
            case CNamedType { Tag: CTag.Struct or CTag.Union } named when index.Record(named.Tag, named.Name) is null:
                return "void*";
            case var resolved:
                return resolved is CVectorType or CComplexType ? "void*" : (Print(resolved) ?? "void") + "*";
        }
    }

    /// <returns>Null for a call that .NET would make in another way than C expects; the pointer then has no type.</returns>
    private string? Function(CFunctionType function)
    {
        if (function.IsVariadic)
            return null;
        var types = new List<string>();
        foreach (var type in function.Parameters.Append(function.Result))
        {
            if (!Passing.IsPassable(type) || Print(type) is not { } printed)
                return null;
            types.Add(printed);
        }
        return $"delegate* unmanaged[Cdecl]<{string.Join(", ", types)}>";
    }

    public static string? Builtin(CBuiltin kind) => kind switch
    {
        CBuiltin.Void => "void",
        CBuiltin.Bool => "byte",
        CBuiltin.Char or CBuiltin.SChar => "sbyte",
        CBuiltin.UChar => "byte",
        CBuiltin.Short => "short",
        CBuiltin.UShort => "ushort",
        CBuiltin.Int => "int",
        CBuiltin.UInt => "uint",
        CBuiltin.Long => "nint",
        CBuiltin.ULong => "nuint",
        CBuiltin.LongLong => "long",
        CBuiltin.ULongLong => "ulong",
        CBuiltin.Int128 => "Int128",
        CBuiltin.UInt128 => "UInt128",
        CBuiltin.Float16 => "Half",
        CBuiltin.Float => "float",
        CBuiltin.Double => "double",
        _ => null,
    };
}
