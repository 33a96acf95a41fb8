using System.Buffers.Binary;
using System.Text;

namespace BindGen.Check.Elf;

/// <summary>The sections of a 64-bit ELF file, found by name. Reads only what it is asked for: a kernel image with debug information
/// is large. What does not fit the format is an <see cref="InvalidDataException"/>.</summary>
internal sealed class ElfFile
{
    private const int HeaderSize = 64;
    private const int SectionHeaderSize = 64;
    private const uint NoBits = 8;
    private const ulong Compressed = 0x800;

    /// <summary>More than any linker writes; a limit for damaged counts.</summary>
    private const ulong MostSections = 1 << 20;

    private readonly Stream _stream;
    private readonly List<Section> _sections = [];
    private readonly byte[] _names;

    private ElfFile(Stream stream)
    {
        _stream = stream;
        var header = Read(0, HeaderSize);
        if (header[4] != 2)
            throw new InvalidDataException("it is no 64-bit ELF file");
        IsBigEndian = header[5] switch
        {
            1 => false,
            2 => true,
            var order => throw new InvalidDataException($"it has the unknown byte order {order}"),
        };
        var start = UInt64(header, 40);
        if (start == 0 || start > (ulong)stream.Length)
            throw new InvalidDataException("it has no sections");
        if (UInt16(header, 58) != SectionHeaderSize)
            throw new InvalidDataException("its section headers have an unknown size");
        var first = ReadSection(start, 0);
        ulong count = UInt16(header, 60);
        if (count == 0)
            count = first.Size;
        uint names = UInt16(header, 62);
        if (names == ushort.MaxValue)
            names = first.Link;
        if (count > MostSections || names >= count)
            throw new InvalidDataException("its section table is damaged");
        for (ulong i = 0; i < count; i++)
            _sections.Add(ReadSection(start, i));
        _names = Contents(_sections[(int)names]);
    }

    public bool IsBigEndian { get; }

    public static ReadOnlySpan<byte> Magic => [0x7f, (byte)'E', (byte)'L', (byte)'F'];

    public static ElfFile Read(Stream stream) => new(stream);

    /// <returns>Null when there is no such section.</returns>
    public byte[]? Find(string name)
    {
        var wanted = Encoding.ASCII.GetBytes(name + "\0");
        foreach (var section in _sections)
        {
            if (section.Name <= _names.Length && _names.AsSpan((int)section.Name).StartsWith(wanted))
                return Contents(section);
        }
        return null;
    }

    private byte[] Contents(Section section)
    {
        if (section.Type == NoBits)
            throw new InvalidDataException("a section that is needed has no contents in this file");
        if ((section.Flags & Compressed) != 0)
            throw new InvalidDataException("a section that is needed is compressed");
        return Read(section.Offset, section.Size);
    }

    private Section ReadSection(ulong start, ulong number)
    {
        var header = Read(start + (number * SectionHeaderSize), SectionHeaderSize);
        return new Section(UInt32(header, 0), UInt32(header, 4), UInt64(header, 8), UInt64(header, 24), UInt64(header, 32), UInt32(header, 40));
    }

    private byte[] Read(ulong offset, ulong size)
    {
        var length = (ulong)_stream.Length;
        if (offset > length || size > length - offset || size > int.MaxValue)
            throw new InvalidDataException("it is cut short, or an offset in it is wrong");
        var bytes = new byte[size];
        _stream.Position = (long)offset;
        _stream.ReadExactly(bytes);
        return bytes;
    }

    private ushort UInt16(ReadOnlySpan<byte> bytes, int at) =>
        IsBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]) : BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private uint UInt32(ReadOnlySpan<byte> bytes, int at) =>
        IsBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]) : BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    private ulong UInt64(ReadOnlySpan<byte> bytes, int at) =>
        IsBigEndian ? BinaryPrimitives.ReadUInt64BigEndian(bytes[at..]) : BinaryPrimitives.ReadUInt64LittleEndian(bytes[at..]);

    private readonly record struct Section(uint Name, uint Type, ulong Flags, ulong Offset, ulong Size, uint Link);
}
