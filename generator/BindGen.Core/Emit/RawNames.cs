using BindGen.Model;
using BindGen.Ownership;

namespace BindGen.Emit;

/// <summary>The C# names of what C declares, in the raw layer, in the shape that ClangSharp gives them: the tag itself, and
/// <c>_member_e__Struct</c> inside its parent for a record without one. Two of the same name in one scope, or one that the templates
/// need for themselves, get underscores behind them.</summary>
internal sealed class RawNames
{
    private const string Typedef = "typedef.";

    // What the templates of the raw layer write without a namespace.
    private static readonly string[] TemplateTypes =
    [
        "Methods", "System", "Bitfield", "Span", "MemoryMarshal", "Unsafe", "LayoutKind", "Int128", "UInt128", "Half",
        .. new[] { "NativeTypeName", "StructLayout", "FieldOffset", "InlineArray", "UnscopedRef", "DllImport", "Flags" }.SelectMany(name => new[] { name, name + "Attribute" }),
    ];

    private static readonly string[] ObjectMembers = ["Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "ToString"];

    private readonly ApiIndex _index;
    private readonly Dictionary<(CTag Tag, string Name), string> _types = [];
    private readonly Dictionary<string, string> _functions = new(StringComparer.Ordinal);
    private readonly Dictionary<CRecord, RawMemberNames> _members = [];

    public RawNames(ApiIndex index, RawStyle? style = null)
    {
        _index = index;
        NameTypes();
        var methods = new NameScope([.. ObjectMembers, style?.Class ?? RawStyle.DefaultClass]);
        foreach (var function in index.Api.Functions)
            _functions[function.Name] = methods.Claim(CSharpName.Escape(style?.FunctionName(function.Name) ?? function.Name));
    }

    /// <summary>The name with the names of the records around it: what other code writes.</summary>
    public string Qualified(CTag tag, string name) =>
        Parent(name) is { } parent ? $"{Qualified(TagOf(parent), parent)}.{Simple(tag, name)}" : Simple(tag, name);

    /// <summary>The name at its own declaration.</summary>
    public string Simple(CTag tag, string name) => _types.TryGetValue((tag, name), out var simple) ? simple : Wish(tag, name);

    public string Function(string name) => _functions.TryGetValue(name, out var function) ? function : CSharpName.Escape(name);

    /// <summary>The name of a field or bitfield, of the record itself or promoted out of its anonymous members.</summary>
    /// <param name="name">With dots, a path through records inside it.</param>
    public string Member(CRecord record, string name)
    {
        var dot = name.IndexOf('.');
        return dot < 0
            ? Members(record).Named(name)
            : $"{Members(record).Named(name[..dot])}.{Member(_index.RecordOf(MemberPath.Find(_index, record, name[..dot])!.Type)!, name[(dot + 1)..])}";
    }

    /// <summary>The name of the field that holds an anonymous member.</summary>
    public string Anonymous(CRecord record, CField field) => Members(record).Anonymous(field);

    /// <summary>The name of the field that holds the bitfields from byte <paramref name="first"/> on.</summary>
    public string Storage(CRecord record, long first) => Members(record).Storage(first);

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

    /// <summary>Tags first, then typedefs, then what has no name of its own: the stronger name stays.</summary>
    private void NameTypes()
    {
        var scopes = new Dictionary<string, NameScope>(StringComparer.Ordinal);
        var types = _index.Api.Records.Select(record => (record.Tag, record.Name)).Concat(_index.Api.Enums.Select(@enum => (Tag: CTag.Enum, @enum.Name)))
            .OrderBy(type => type.Name.Count(letter => letter == '.'))
            .ThenBy(type => type.Name.StartsWith("enum.", StringComparison.Ordinal));
        foreach (var (tag, name) in types)
        {
            var parent = Parent(name);
            if (!scopes.TryGetValue(parent ?? "", out var scope))
                // C# refuses a member with the name of the type around it.
                scopes.Add(parent ?? "", scope = new NameScope(parent is null ? TemplateTypes : [CSharpName.Bare(Simple(TagOf(parent), parent))]));
            _types[(tag, name)] = scope.Claim(Wish(tag, name));
        }
    }

    private string Wish(CTag tag, string name)
    {
        if (name.StartsWith("enum.", StringComparison.Ordinal))
            return "Enum_" + name["enum.".Length..];
        if (Parent(name) is { } parent)
            return $"_{Anonymous(name[(parent.Length + 1)..])}_e__{(tag == CTag.Union ? "Union" : tag == CTag.Enum ? "Enum" : "Struct")}";
        if (!name.StartsWith(Typedef, StringComparison.Ordinal))
            return CSharpName.EscapeType(name);
        var alias = name[Typedef.Length..];
        var isTag = _index.Record(CTag.Struct, alias) is not null || _index.Record(CTag.Union, alias) is not null || _index.Enum(alias) is not null;
        return isTag ? alias + "_typedef" : CSharpName.EscapeType(alias);
    }

    private RawMemberNames Members(CRecord record)
    {
        if (!_members.TryGetValue(record, out var members))
            _members.Add(record, members = new RawMemberNames(_index, record, CSharpName.Bare(Simple(record.Tag, record.Name)), [.. ObjectMembers, .. Nested(record)]));
        return members;
    }

    private IEnumerable<string> Nested(CRecord record) =>
        _types.Where(type => Parent(type.Key.Name) == record.Name).Select(type => type.Value);

    private CTag TagOf(string record) => _index.Record(CTag.Struct, record) is null ? CTag.Union : CTag.Struct;
}
