using System.Globalization;
using BindGen.Model;

namespace BindGen.Emit;

/// <summary>The C# names of the members of one record: its own first, then those that C promotes out of anonymous members, then what
/// only C# sees.</summary>
internal sealed class RawMemberNames
{
    // What the bodies of properties call.
    private static readonly string[] TemplateTypes = ["Bitfield", "MemoryMarshal", "Unsafe"];

    private readonly Dictionary<string, string> _named = new(StringComparer.Ordinal);
    private readonly Dictionary<CField, string> _anonymous = [];
    private readonly Dictionary<long, string> _storages = [];
    private readonly string _type;
    private readonly NameScope _scope;

    /// <param name="type">The C# name of the record, which none of its members may have.</param>
    /// <param name="reserved">The names that are taken already.</param>
    public RawMemberNames(ApiIndex index, CRecord record, string type, IEnumerable<string> reserved)
    {
        _type = type;
        var members = record.Fields.Where(field => field.Name.Length > 0).Select(field => field.Name).Concat(Promoted(index, record)).Distinct().ToList();
        _scope = new NameScope([type, .. TemplateTypes, .. reserved, .. members.Select(Buffer)]);
        foreach (var name in members)
            _named.Add(name, Claim(name));
        foreach (var field in record.Fields.Where(field => field.Name.Length == 0 && field.BitWidth is null))
            _anonymous[field] = Claim(Wish(index, field));
    }

    public string Named(string name) => _named.TryGetValue(name, out var member) ? member : CSharpName.Escape(name);

    public string Anonymous(CField field) => _anonymous[field];

    public string Storage(long first)
    {
        if (!_storages.TryGetValue(first, out var storage))
            _storages.Add(first, storage = _scope.Claim("_bitfield" + first.ToString(CultureInfo.InvariantCulture)));
        return storage;
    }

    /// <summary>The type that holds the elements of an array.</summary>
    public static string Buffer(string member) => $"_{CSharpName.Bare(member)}_e__FixedBuffer";

    private string Claim(string name) => _scope.Claim(name == _type ? "_" + name : CSharpName.Escape(name));

    private static IEnumerable<string> Promoted(ApiIndex index, CRecord record) =>
        record.Fields.Where(field => field.Name.Length == 0).Select(field => index.RecordOf(field.Type)).OfType<CRecord>()
            .SelectMany(inner => inner.Fields.Where(field => field.Name.Length > 0).Select(field => field.Name).Concat(Promoted(index, inner)));

    private static string Wish(ApiIndex index, CField field) =>
        index.RecordOf(field.Type)?.Name is { } path ? RawNames.Anonymous(path[(path.LastIndexOf('.') + 1)..]) : "Anonymous";
}
