using System.Globalization;
using System.Text;
using BindGen.Model;

namespace BindGen.Tests.Clang;

/// <summary>A captured layout as C text that compiles only where the layout is true.</summary>
internal sealed class LayoutAssertions
{
    private readonly CApi _api;
    private readonly Dictionary<string, CRecord> _records;
    private readonly StringBuilder _text;
    private readonly List<(string Root, CRecord Record, string Path, long BitOffset, int BitWidth)> _bitfields = [];

    private LayoutAssertions(CApi api, string includes)
    {
        _api = api;
        _records = api.Records.ToDictionary(record => record.Name, StringComparer.Ordinal);
        _text = new StringBuilder(includes);
        foreach (var (spelling, record) in Roots())
        {
            Assert($"sizeof({spelling})", record.Size!.Value);
            Assert($"_Alignof({spelling})", record.Align!.Value);
            Members(spelling, record, record, "", 0);
        }

        foreach (var item in api.Enums.Where(item => !item.Name.Contains('.') && item.Values.Length > 0))
        {
            Assert($"sizeof(enum {item.Name})", SizeOf(item.Underlying));
            Assert($"(enum {item.Name})-1 < 0", BindGen.Clang.BuiltinTypes.IsSigned(item.Underlying) ? 1 : 0);
        }

        foreach (var value in api.Enums.SelectMany(item => item.Values))
            _text.Append(CultureInfo.InvariantCulture, $"_Static_assert((long long){value.Name} == {Literal(value.Value)}, \"{value.Name}\");\n");
        foreach (var function in api.Functions)
            _text.Append(CSpellings.Redeclare(function));
        BitfieldImages();
    }

    public int Count { get; private set; }

    public string Text => _text.ToString();

    /// <summary>What the section <c>.bitfields</c> of the compiled text has to hold: of each bitfield, a record in which it alone
    /// is all ones.</summary>
    public byte[] Bitfields { get; private set; } = [];

    public static LayoutAssertions Of(CApi api, string includes) => new(api, includes);

    /// <summary>Every complete record that C can name, with that name.</summary>
    private IEnumerable<(string Spelling, CRecord Record)> Roots()
    {
        foreach (var record in _api.Records.Where(record => record.IsComplete && !record.Name.Contains('.')))
            yield return ($"{(record.IsUnion ? "union" : "struct")} {record.Name}", record);
        foreach (var typedef in _api.Typedefs)
        {
            if (typedef.Type is CNamedType named && named.Name == "typedef." + typedef.Name && _records.TryGetValue(named.Name, out var record))
                yield return (typedef.Name, record);
        }
    }

    private void Members(string root, CRecord rootRecord, CRecord record, string path, long start)
    {
        foreach (var field in record.Fields)
        {
            var isAnonymous = field.Name.Length == 0;
            var member = isAnonymous ? path : path.Length == 0 ? field.Name : $"{path}.{field.Name}";
            var offset = start + field.BitOffset;
            if (isAnonymous && field.BitWidth is not null)
                continue;
            if (field.BitWidth is { } width)
            {
                _bitfields.Add((root, rootRecord, member, offset, width));
                continue;
            }

            if (!isAnonymous)
            {
                Assert($"__builtin_offsetof({root}, {member})", offset / 8);
                if (SizeOf(field.Type) is { } size)
                    Assert($"sizeof((({root} *)0)->{member})", size);
                if (CSpellings.CanSpell(field.Type))
                    Assert($"__builtin_types_compatible_p(__typeof__((({root} *)0)->{member}), {CSpellings.Declare(field.Type, "")})", 1);
            }

            if (field.Type is CNamedType { Tag: CTag.Struct or CTag.Union } nested && nested.Name.Contains('.')
                && !nested.Name.StartsWith("typedef.", StringComparison.Ordinal))
                Members(root, rootRecord, _records[nested.Name], member, offset);
            else if (field.Type is CArrayType { Element: CNamedType { Tag: CTag.Struct or CTag.Union } element } && element.Name.StartsWith(record.Name + ".", StringComparison.Ordinal))
                Members(root, rootRecord, _records[element.Name], member + "[0]", offset);
        }
    }

    /// <summary>Null for what has no size: flexible arrays.</summary>
    private long? SizeOf(CType type) => type switch
    {
        CBuiltinType { Kind: CBuiltin.VaList } => _api.Target.IsArm64 ? 32 : 24,
        CBuiltinType builtin => SizeOf(builtin.Kind),
        CPointerType => 8,
        CArrayType { Count: { } count } array => count * SizeOf(array.Element),
        CVectorType vector => vector.Count * SizeOf(vector.Element),
        CComplexType complex => 2 * SizeOf(complex.Element),
        CNamedType { Tag: CTag.Typedef } named => SizeOf(_api.Typedefs.Single(typedef => typedef.Name == named.Name).Type),
        CNamedType { Tag: CTag.Enum } named => SizeOf(_api.Enums.Single(item => item.Name == named.Name).Underlying),
        CNamedType named => _records[named.Name].Size,
        _ => null,
    };

    private static long SizeOf(CBuiltin type) => type switch
    {
        CBuiltin.Bool or CBuiltin.Char or CBuiltin.SChar or CBuiltin.UChar => 1,
        CBuiltin.Short or CBuiltin.UShort or CBuiltin.Float16 => 2,
        CBuiltin.Int or CBuiltin.UInt or CBuiltin.Float => 4,
        CBuiltin.Int128 or CBuiltin.UInt128 or CBuiltin.LongDouble or CBuiltin.Float128 => 16,
        CBuiltin.Void => 1,
        _ => 8,
    };

    /// <summary>One constant that holds a record per bitfield, each at a multiple of its alignment and of 64.</summary>
    private void BitfieldImages()
    {
        if (_bitfields.Count == 0)
            return;
        var members = new StringBuilder();
        var values = new StringBuilder();
        var bytes = new List<byte>();
        for (var i = 0; i < _bitfields.Count; i++)
        {
            var (root, record, path, bitOffset, bitWidth) = _bitfields[i];
            var align = Math.Max(64, record.Align!.Value);
            Pad(bytes, align);
            var start = bytes.Count;
            members.Append(CultureInfo.InvariantCulture, $"    {root} f{i} __attribute__((aligned({align})));\n");
            values.Append(CultureInfo.InvariantCulture, $"    .f{i}.{path} = -1,\n");
            bytes.AddRange(new byte[record.Size!.Value]);
            for (var bit = bitOffset; bit < bitOffset + bitWidth; bit++)
                bytes[start + (int)(bit / 8)] |= (byte)(1 << (int)(bit % 8));
            Count++;
        }

        Pad(bytes, _bitfields.Max(field => Math.Max(64, field.Record.Align!.Value)));
        Bitfields = [.. bytes];
        _text.Append("struct bindgen_bitfields {\n").Append(members)
            .Append("};\n__attribute__((section(\".bitfields\"), used)) struct bindgen_bitfields bindgen_bitfields = {\n").Append(values).Append("};\n");
    }

    private static void Pad(List<byte> bytes, long align)
    {
        while (bytes.Count % align != 0)
            bytes.Add(0);
    }

    private void Assert(string expression, long value)
    {
        Count++;
        _text.Append(CultureInfo.InvariantCulture, $"_Static_assert(({expression}) == {value}, \"{expression} is not {value}\");\n");
    }

    private static string Literal(long value) => value == long.MinValue ? "(-9223372036854775807LL - 1)" : $"{value.ToString(CultureInfo.InvariantCulture)}LL";
}
