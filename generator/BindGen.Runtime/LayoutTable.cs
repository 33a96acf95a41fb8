using System.Runtime.InteropServices;

namespace BindGen.Runtime;

/// <summary>What the shims of a library say of a record: in bytes, and the members by name. A nullable place, because null is what a
/// dictionary answers for one that is not there.</summary>
internal sealed record FoundRecord(long Size, long Align, Dictionary<string, (long Offset, long Size)?> Members);

/// <summary>The table of layouts that shims have: <c>struct bindgen_layouts</c>, as templates/shims/layouts.sbn-c writes it. Version and
/// source stay where they are in every version.</summary>
internal readonly unsafe struct LayoutTable
{
    public const long CurrentVersion = 1;

    private readonly Native* _native;

    private LayoutTable(Native* native) => _native = native;

    public static LayoutTable At(nint native) => new((Native*)native);

    public long Version => _native->Version;

    /// <summary>What the shims were generated from.</summary>
    public string Source => Text(_native->Source);

    public Dictionary<string, FoundRecord> Records()
    {
        var records = new Dictionary<string, FoundRecord>(StringComparer.Ordinal);
        foreach (var row in new ReadOnlySpan<Row>(_native->Rows, checked((int)_native->Count)))
        {
            if (row.Member is null)
                records[Text(row.Record)] = new FoundRecord(row.Size, row.Place, new(StringComparer.Ordinal));
            else
                records[Text(row.Record)].Members[Text(row.Member)] = (row.Place, row.Size);
        }
        return records;
    }

    private static string Text(byte* text) => Marshal.PtrToStringUTF8((nint)text) ?? "";

    // Fields that C writes.
#pragma warning disable CS0649
    private struct Native
    {
        public long Version;
        public byte* Source;
        public long Count;
        public Row* Rows;
    }

    /// <summary>A record, or the member of one whose own row is before it.</summary>
    private struct Row
    {
        public byte* Record;
        public byte* Member;
        public long Size;

        /// <summary>The offset of a member, the alignment of a record.</summary>
        public long Place;
    }
#pragma warning restore CS0649
}
