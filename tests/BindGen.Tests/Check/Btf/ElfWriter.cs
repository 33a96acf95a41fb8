using System.Text;

namespace BindGen.Tests.Check.Btf;

/// <summary>A 64-bit ELF file with one section besides that of the names.</summary>
internal static class ElfWriter
{
    private const int HeaderSize = 64;

    public static byte[] Write(string section, byte[] contents, bool isBigEndian = false, ulong flags = 0, uint type = 1)
    {
        var words = new Words(isBigEndian);
        byte[] names = [0, .. Encoding.ASCII.GetBytes(section), 0];
        var namesAt = HeaderSize + contents.Length;
        var headersAt = namesAt + names.Length;

        var header = new byte[HeaderSize];
        byte[] identity = [0x7f, (byte)'E', (byte)'L', (byte)'F', 2, (byte)(isBigEndian ? 2 : 1), 1];
        identity.CopyTo(header, 0);
        words.Write(header.AsSpan(40), (ulong)headersAt);
        words.Write(header.AsSpan(58), (ushort)HeaderSize);
        words.Write(header.AsSpan(60), (ushort)3);
        words.Write(header.AsSpan(62), (ushort)2);
        return
        [
            .. header, .. contents, .. names,
            .. new byte[HeaderSize],
            .. Section(1, type, flags, HeaderSize, contents.Length),
            .. Section(0, 3, 0, namesAt, names.Length),
        ];

        byte[] Section(uint name, uint kind, ulong sectionFlags, int offset, int size)
        {
            var entry = new byte[HeaderSize];
            words.Write(entry.AsSpan(0), name);
            words.Write(entry.AsSpan(4), kind);
            words.Write(entry.AsSpan(8), sectionFlags);
            words.Write(entry.AsSpan(24), (ulong)offset);
            words.Write(entry.AsSpan(32), (ulong)size);
            return entry;
        }
    }
}
