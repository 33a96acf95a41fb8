using System.Reflection;
using System.Runtime.Loader;
using BindGen.Emit;
using BindGen.Model;

namespace BindGen.Sweeps;

/// <summary>A compiled raw layer that this process has loaded, so that the runtime can be asked how it lays structs out.</summary>
internal sealed class LoadedLayer : IDisposable
{
    private const BindingFlags AllFields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private readonly AssemblyLoadContext _context = new("raw layer under test", isCollectible: true);
    private readonly string _namespace;
    private readonly RawNames _names;

    /// <param name="space">The namespace that the layer was written for.</param>
    public LoadedLayer(CApi api, string space, Stream image)
    {
        _namespace = space;
        Index = new ApiIndex(api);
        _names = new RawNames(Index);
        Layout = new RawLayout(Index, new RawTypes(Index));
        Assembly = _context.LoadFromStream(image);
    }

    public Assembly Assembly { get; }

    public ApiIndex Index { get; }

    public RawLayout Layout { get; }

    public Type TypeOf(CTag tag, string name) => Assembly.GetType($"{_namespace}.{Path(tag, name)}", throwOnError: true)!;

    /// <summary>Where the runtime puts something else than C does, and what only one of the two has.</summary>
    public List<string> Differences()
    {
        var differences = new List<string>();
        var records = Index.Api.Records.Where(record => record.Size > 0).ToList();
        var structs = records.ConvertAll(record => Match(record, differences));
        foreach (var (record, (_, found), measured) in records.Zip(structs, RuntimeLayout.Measure(structs.ConvertAll(item => new MeasuredStruct(item.Type, item.Found.ConvertAll(pair => pair.Stored))))))
        {
            if (measured.Size != record.Size)
                differences.Add($"{record.Name}: {measured.Size} bytes instead of {record.Size}");
            foreach (var ((field, _), offset) in found.Zip(measured.Offsets))
            {
                if (offset != Expected(field))
                    differences.Add($"{record.Name}.{field.Name}: at {offset} instead of {Expected(field)}");
            }
            // What C has and C# does not.
            var missing = record.Fields
                .Where(field => field.BitWidth is null && SizeOf(field.Type) > 0)
                .Where(field => Layout.Of(record).Fields.All(stored => stored.Source != field));
            differences.AddRange(missing.Select(field => $"{record.Name}.{field.Name} is missing"));
        }
        return differences;
    }

    public void Dispose() => _context.Unload();

    private (Type Type, List<(RawField Field, FieldInfo Stored)> Found) Match(CRecord record, List<string> differences)
    {
        var type = TypeOf(record.Tag, record.Name);
        var stored = type.GetFields(AllFields).ToDictionary(field => field.Name, StringComparer.Ordinal);
        var found = new List<(RawField, FieldInfo)>();
        foreach (var field in Layout.Of(record).Fields)
        {
            if (stored.Remove(CSharpName.Bare(field.Name), out var info))
                found.Add((field, info));
            else
                differences.Add($"{record.Name}: no field {field.Name}");
        }
        differences.AddRange(stored.Keys.Select(name => $"{record.Name}: {name} is no field of C's"));
        return (type, found);
    }

    private string Path(CTag tag, string name)
    {
        var simple = CSharpName.Bare(_names.Simple(tag, name));
        return RawNames.Parent(name) is { } parent
            ? $"{Path(Index.Record(CTag.Struct, parent) is null ? CTag.Union : CTag.Struct, parent)}+{simple}"
            : simple;
    }

    /// <summary>From the capture, not from the layout under test; for bitfields the first byte that one of them touches.</summary>
    private static long Expected(RawField field) =>
        field.Source is { } source ? source.BitOffset / 8 : long.Parse(field.Name["_bitfield".Length..].TrimEnd('_'), System.Globalization.CultureInfo.InvariantCulture);

    private long SizeOf(CType type) => Index.Resolve(type) switch
    {
        CArrayType array => (array.Count ?? 0) * SizeOf(array.Element),
        CNamedType { Tag: CTag.Struct or CTag.Union } named => Index.Record(named.Tag, named.Name)?.Size ?? 0,
        _ => 1,
    };
}
