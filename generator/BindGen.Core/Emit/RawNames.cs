using BindGen.Model;

namespace BindGen.Emit;

/// <summary>The C# names of C's records and enums in the raw layer, in the shape that ClangSharp gives them: the tag itself, and
/// <c>_member_e__Struct</c> inside its parent for a record without one.</summary>
internal sealed class RawNames(ApiIndex index)
{
    private const string Typedef = "typedef.";

    /// <summary>The name with the names of the records around it: what other code writes.</summary>
    public string Qualified(CTag tag, string name) =>
        Parent(name) is { } parent ? $"{Qualified(TagOf(parent), parent)}.{Simple(tag, name)}" : Simple(tag, name);

    /// <summary>The name at its own declaration.</summary>
    public string Simple(CTag tag, string name)
    {
        if (name.StartsWith("enum.", StringComparison.Ordinal))
            return "Enum_" + name["enum.".Length..];
        if (Parent(name) is { } parent)
        {
            var member = name[(parent.Length + 1)..];
            var nested = $"_{Anonymous(member)}_e__{(tag == CTag.Union ? "Union" : tag == CTag.Enum ? "Enum" : "Struct")}";
            // C# refuses a member with the name of the type around it.
            return nested == Simple(TagOf(parent), parent) ? nested + "_" : nested;
        }
        if (!name.StartsWith(Typedef, StringComparison.Ordinal))
            return CSharpName.EscapeType(name);
        var alias = name[Typedef.Length..];
        var isTag = index.Record(CTag.Struct, alias) is not null || index.Record(CTag.Union, alias) is not null || index.Enum(alias) is not null;
        return isTag ? alias + "_typedef" : CSharpName.EscapeType(alias);
    }

    /// <summary>The name of a field or bitfield, which C# does not let be that of the struct around it.</summary>
    public string Member(CRecord record, string name)
    {
        var escaped = CSharpName.Escape(name);
        return CSharpName.Bare(escaped) == CSharpName.Bare(Simple(record.Tag, record.Name)) ? "_" + CSharpName.Bare(escaped) : escaped;
    }

    private CTag TagOf(string record) => index.Record(CTag.Struct, record) is null ? CTag.Union : CTag.Struct;

    /// <summary>The record that a record or enum without a tag stands in; null at the top level.</summary>
    public static string? Parent(string name)
    {
        var dot = name.LastIndexOf('.');
        return dot < 0 || name.StartsWith("enum.", StringComparison.Ordinal) || (name.StartsWith(Typedef, StringComparison.Ordinal) && dot == Typedef.Length - 1)
            ? null
            : name[..dot];
    }

    /// <summary>The field that holds an anonymous member: <c>anon0</c> is <c>Anonymous</c>, <c>anon1</c> is <c>Anonymous1</c>.</summary>
    public static string Anonymous(string member) =>
        member == "anon0" ? "Anonymous" : member.StartsWith("anon", StringComparison.Ordinal) && member.Skip(4).All(char.IsDigit) ? "Anonymous" + member[4..] : member;
}
