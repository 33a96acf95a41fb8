using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using BindGen.Model;

namespace BindGen.Check.Btf;

/// <summary>The type section of a BTF blob (the kernel's <c>Documentation/bpf/btf.rst</c>), checked as a whole when it is read: every
/// type, name and reference is inside. What does not fit the format is an <see cref="InvalidDataException"/>.</summary>
internal sealed class BtfTypes
{
    public const ushort Magic = 0xeb9f;

    private const int HeaderSize = 24;
    private const int TypeSize = 12;

    private readonly byte[] _blob;
    private readonly bool _isBigEndian;
    private readonly List<BtfType> _types = [default];
    private readonly int _typesStart;
    private readonly int _typesEnd;
    private readonly int _stringsStart;
    private readonly int _stringsEnd;

    private BtfTypes(byte[] blob)
    {
        _blob = blob;
        if (blob.Length < HeaderSize)
            throw new InvalidDataException("it is too short for BTF");
        _isBigEndian = BinaryPrimitives.ReadUInt16BigEndian(blob) == Magic;
        if (!_isBigEndian && BinaryPrimitives.ReadUInt16LittleEndian(blob) != Magic)
            throw new InvalidDataException("it does not begin as BTF does");
        if (blob[2] != 1)
            throw new InvalidDataException($"it is of version {blob[2]}; only version 1 is known");
        var header = UInt32(4);
        if (header < HeaderSize || header > blob.Length)
            throw new InvalidDataException("its header has an impossible size");
        (_typesStart, _typesEnd) = Section(header, UInt32(8), UInt32(12), "type");
        (_stringsStart, _stringsEnd) = Section(header, UInt32(16), UInt32(20), "string");
        if (_stringsStart == _stringsEnd || blob[_stringsStart] != 0 || blob[_stringsEnd - 1] != 0)
            throw new InvalidDataException("its string section does not begin and end with a zero");
        ReadTypes();
        CheckReferences();
    }

    /// <summary>How many types there are, <c>void</c> included, which is number 0.</summary>
    public int Count => _types.Count;

    public BtfType this[uint number] => _types[(int)number];

    public static BtfTypes Read(byte[] blob) => new(blob);

    public string NameOf(uint name)
    {
        var text = _blob.AsSpan(_stringsStart + (int)name, _stringsEnd - _stringsStart - (int)name);
        return Encoding.UTF8.GetString(text[..text.IndexOf((byte)0)]);
    }

    public BtfMember Member(BtfType record, int position)
    {
        var at = record.Data + (position * TypeSize);
        var offset = UInt32(at + 8);
        return record.Flag
            ? new BtfMember(UInt32(at), UInt32(at + 4), offset & 0xffffff, (int)(offset >> 24))
            : new BtfMember(UInt32(at), UInt32(at + 4), offset, 0);
    }

    public ImmutableArray<CEnumerator> Values(BtfType @enum) =>
    [
        .. from position in Enumerable.Range(0, @enum.Count)
           let at = @enum.Data + (position * ValueSize(@enum.Kind))
           select new CEnumerator(NameOf(UInt32(at)), Value(@enum, at + 4)),
    ];

    public (uint Element, uint Length) Array(BtfType array) => (UInt32(array.Data), UInt32(array.Data + 8));

    /// <summary>The bits that an integer type uses, and where they start.</summary>
    public (int Offset, int Bits) Integer(BtfType integer) =>
        UInt32(integer.Data) is var data ? ((int)(data >> 16) & 0xff, (int)data & 0xff) : default;

    private long Value(BtfType @enum, int at) =>
        @enum.Kind == BtfKind.Enum64 ? (long)(UInt32(at) | ((ulong)UInt32(at + 4) << 32))
        : @enum.Flag ? (int)UInt32(at)
        : UInt32(at);

    private static int ValueSize(BtfKind kind) => kind == BtfKind.Enum64 ? 12 : 8;

    private (int Start, int End) Section(uint header, uint offset, uint length, string name)
    {
        var start = (long)header + offset;
        return start + length <= _blob.Length
            ? ((int)start, (int)(start + length))
            : throw new InvalidDataException($"its {name} section ends {start + length - _blob.Length} bytes behind the end of the file");
    }

    private void ReadTypes()
    {
        for (var at = _typesStart; at < _typesEnd;)
        {
            if (_typesEnd - at < TypeSize)
                throw new InvalidDataException($"type {_types.Count} is cut short");
            var info = UInt32(at + 4);
            var type = new BtfType((BtfKind)((info >> 24) & 0x1f), UInt32(at), info >> 31 != 0, (int)(info & 0xffff), UInt32(at + 8), at + TypeSize);
            var size = DataSize(type);
            if (_typesEnd - type.Data < size)
                throw new InvalidDataException($"type {_types.Count} is cut short");
            _types.Add(type);
            at = type.Data + size;
        }
    }

    private int DataSize(BtfType type) => type.Kind switch
    {
        BtfKind.Int or BtfKind.Variable or BtfKind.DeclarationTag => 4,
        BtfKind.Array => 12,
        BtfKind.Struct or BtfKind.Union or BtfKind.DataSection => type.Count * 12,
        BtfKind.Enum or BtfKind.FunctionPrototype => type.Count * 8,
        BtfKind.Enum64 => type.Count * 12,
        >= BtfKind.Pointer and <= BtfKind.TypeTag => 0,
        _ => throw new InvalidDataException($"type {_types.Count} is of kind {(int)type.Kind}, which is unknown"),
    };

    private void CheckReferences()
    {
        for (var number = 1; number < _types.Count; number++)
        {
            var type = _types[number];
            CheckName(type.Name, number);
            if (type.IsAlias || type.Kind is BtfKind.Pointer or BtfKind.Function or BtfKind.FunctionPrototype or BtfKind.Variable or BtfKind.DeclarationTag)
                CheckType(type.SizeOrType, number);
            if (type.Kind == BtfKind.Array)
                CheckType(UInt32(type.Data), number);
            for (var i = 0; i < type.Count; i++)
            {
                if (type.IsRecord)
                {
                    CheckName(UInt32(type.Data + (i * 12)), number);
                    CheckType(UInt32(type.Data + (i * 12) + 4), number);
                }
                else if (type.IsEnum)
                    CheckName(UInt32(type.Data + (i * ValueSize(type.Kind))), number);
            }
        }
    }

    private void CheckName(uint name, int number)
    {
        if (name >= _stringsEnd - _stringsStart)
            throw new InvalidDataException($"a name of type {number} is behind the end of the string section{SplitHint}");
    }

    private void CheckType(uint type, int number)
    {
        if (type >= _types.Count)
            throw new InvalidDataException($"type {number} refers to type {type}, and there are {_types.Count}{SplitHint}");
    }

    private const string SplitHint = "; the BTF of a module continues that of its kernel and cannot be read alone";

    private uint UInt32(int at) => _isBigEndian
        ? BinaryPrimitives.ReadUInt32BigEndian(_blob.AsSpan(at))
        : BinaryPrimitives.ReadUInt32LittleEndian(_blob.AsSpan(at));
}
