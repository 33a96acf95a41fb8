using System.Runtime.InteropServices;

namespace BindGen.Runtime;

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

    /// <summary>Where a record, or a member of one, is in the table.</summary>
    /// <param name="record">As C names it.</param>
    /// <param name="member">Null for the record itself.</param>
    /// <param name="start">Where to begin: the table has the order of the wrappers, so that it is mostly the first that is looked at.</param>
    /// <returns>-1 when it is not there.</returns>
    public long Find(string record, string? member, long start)
    {
        for (var i = 0L; i < _native->Count; i++)
        {
            var place = (start + i) % _native->Count;
            var row = _native->Rows + place;
            if (Is(row->Record, record) && (member is null ? row->Member is null : Is(row->Member, member)))
                return place;
        }
        return -1;
    }

    /// <summary>In bytes.</summary>
    public long Size(long row) => _native->Rows[row].Size;

    /// <summary>The offset of a member, the alignment of a record, in bytes.</summary>
    public long Place(long row) => _native->Rows[row].Place;

    private static bool Is(byte* text, string expected) => text is not null && Text(text) == expected;

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

    /// <summary>A record, or the member of one.</summary>
    private struct Row
    {
        public byte* Record;
        public byte* Member;
        public long Size;
        public long Place;
    }
#pragma warning restore CS0649
}
