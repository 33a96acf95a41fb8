using System.Buffers.Binary;
using System.Text;
using BindGen.Check.Btf;

namespace BindGen.Tests.Check.Btf;

/// <summary>Writes BTF by hand, type by type, in either byte order.</summary>
internal sealed class BtfWriter(bool isBigEndian = false)
{
    private readonly List<byte> _types = [];
    private readonly List<byte> _strings = [0];
    private uint _count;

    public uint Add(BtfKind kind, string name, uint sizeOrType, int count = 0, bool flag = false, params uint[] data)
    {
        Write(Name(name));
        Write((uint)count | ((uint)kind << 24) | (flag ? 1u << 31 : 0));
        Write(sizeOrType);
        foreach (var word in data)
            Write(word);
        return ++_count;
    }

    public uint Int(string name, uint size, int? bits = null, int offset = 0) =>
        Add(BtfKind.Int, name, size, data: (uint)(bits ?? ((int)size * 8)) | ((uint)offset << 16));

    public uint Array(uint element, uint length) => Add(BtfKind.Array, "", 0, data: [element, 1, length]);

    public uint Struct(string name, uint size, params (string Name, uint Type, uint Bit)[] members) => Record(BtfKind.Struct, name, size, false, members);

    public uint Union(string name, uint size, params (string Name, uint Type, uint Bit)[] members) => Record(BtfKind.Union, name, size, false, members);

    /// <summary>A struct whose members say their width, zero for what is no bitfield.</summary>
    public uint BitStruct(string name, uint size, params (string Name, uint Type, uint Bit, uint Width)[] members) =>
        Record(BtfKind.Struct, name, size, true, [.. members.Select(member => (member.Name, member.Type, member.Bit | (member.Width << 24)))]);

    public uint Enum(string name, uint size, bool isSigned, params (string Name, long Value)[] values) =>
        Add(BtfKind.Enum, name, size, values.Length, isSigned, [.. values.SelectMany(value => new[] { Name(value.Name), (uint)value.Value })]);

    public uint Enum64(string name, bool isSigned, params (string Name, long Value)[] values) =>
        Add(BtfKind.Enum64, name, 8, values.Length, isSigned, [.. values.SelectMany(value => new[] { Name(value.Name), (uint)value.Value, (uint)(value.Value >> 32) })]);

    public byte[] ToArray()
    {
        var header = new byte[24];
        var writer = new Words(isBigEndian);
        writer.Write(header.AsSpan(0), (ushort)BtfTypes.Magic);
        header[2] = 1;
        writer.Write(header.AsSpan(4), 24u);
        writer.Write(header.AsSpan(12), (uint)_types.Count);
        writer.Write(header.AsSpan(16), (uint)_types.Count);
        writer.Write(header.AsSpan(20), (uint)_strings.Count);
        return [.. header, .. _types, .. _strings];
    }

    private uint Record(BtfKind kind, string name, uint size, bool flag, (string Name, uint Type, uint Bit)[] members) =>
        Add(kind, name, size, members.Length, flag, [.. members.SelectMany(member => new[] { Name(member.Name), member.Type, member.Bit })]);

    private uint Name(string name)
    {
        if (name.Length == 0)
            return 0;
        var at = (uint)_strings.Count;
        _strings.AddRange(Encoding.UTF8.GetBytes(name));
        _strings.Add(0);
        return at;
    }

    private void Write(uint word)
    {
        Span<byte> bytes = stackalloc byte[4];
        new Words(isBigEndian).Write(bytes, word);
        _types.AddRange(bytes);
    }
}

/// <summary>Numbers in a byte order.</summary>
internal readonly struct Words(bool isBigEndian)
{
    public void Write(Span<byte> at, ushort value)
    {
        if (isBigEndian)
            BinaryPrimitives.WriteUInt16BigEndian(at, value);
        else
            BinaryPrimitives.WriteUInt16LittleEndian(at, value);
    }

    public void Write(Span<byte> at, uint value)
    {
        if (isBigEndian)
            BinaryPrimitives.WriteUInt32BigEndian(at, value);
        else
            BinaryPrimitives.WriteUInt32LittleEndian(at, value);
    }

    public void Write(Span<byte> at, ulong value)
    {
        if (isBigEndian)
            BinaryPrimitives.WriteUInt64BigEndian(at, value);
        else
            BinaryPrimitives.WriteUInt64LittleEndian(at, value);
    }
}
