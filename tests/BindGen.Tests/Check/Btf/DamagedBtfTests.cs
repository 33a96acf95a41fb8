using BindGen.Check.Btf;
using BindGen.Diagnostics;
using VerifyXunit;
using Xunit;

namespace BindGen.Tests.Check.Btf;

/// <summary>A file is never trusted: what is wrong with it is a message, and it neither throws nor hangs.</summary>
public sealed class DamagedBtfTests
{
    public static TheoryData<bool, bool> Files => new() { { false, false }, { true, false }, { false, true }, { true, true } };

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_that_is_cut_short_is_refused(bool isBigEndian, bool isElf)
    {
        var file = File(isBigEndian, isElf);
        for (var length = 0; length < file.Length; length++)
            AssertSane(file[..length], mustFail: true);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Any_damage_is_a_message_or_a_difference(bool isBigEndian, bool isElf)
    {
        var file = File(isBigEndian, isElf);
        var random = new Random(20261120);
        for (var round = 0; round < 5000; round++)
        {
            var damaged = (byte[])file.Clone();
            for (var count = random.Next(1, 5); count > 0; count--)
                damaged[random.Next(damaged.Length)] = random.Next(3) switch { 0 => 0, 1 => 0xff, _ => (byte)random.Next(256) };
            AssertSane(damaged, mustFail: false);
        }
    }

    [Fact]
    public Task What_is_wrong_is_said()
    {
        var names = new BtfWriter();
        names.Add(BtfKind.Typedef, "loop", 1);
        var version = SmallApi.Btf().ToArray();
        version[2] = 9;
        (string Name, byte[] File)[] files =
        [
            ("empty", []),
            ("text", [.. Enumerable.Repeat((byte)'x', 100)]),
            ("version", version),
            ("unknown kind", With(btf => btf.Add((BtfKind)27, "future", 0))),
            ("foreign type", With(btf => btf.Add(BtfKind.Pointer, "", 1000))),
            ("foreign name", With(btf => btf.Add(BtfKind.Struct, "elsewhere", 4, 1, false, 5000, 0, 0))),
            ("typedef of itself", With(btf => btf.Struct("elsewhere", 4, ("a", btf.Add(BtfKind.Typedef, "loop", 1), 0)))),
            ("array of itself", With(btf => btf.Struct("elsewhere", 4, ("a", btf.Array(1, 1), 0)))),
            ("array without end", With(Large)),
            ("record in itself", With(btf => btf.Struct("elsewhere", 4, ("a", btf.Struct("", 4, ("", 1, 0)), 0)))),
            ("records without end", With(Explode)),
            ("32 bit", [.. ElfFileOf(32)]),
            ("no section", ElfWriter.Write(".data", [])),
            ("compressed", ElfWriter.Write(".BTF", SmallApi.Btf().ToArray(), flags: 0x800)),
            ("stripped", ElfWriter.Write(".BTF", [], type: 8)),
        ];

        return Verifier.Verify(string.Join("\n", files.Select(file => $"{file.Name}: {Messages(file.File)}"))).UseDirectory("Snapshots");
    }

    [Fact]
    public void A_file_that_is_not_there_is_said()
    {
        var diagnostics = new DiagnosticBag();

        Assert.Null(BtfFile.Read("no/such/vmlinux", diagnostics));
        Assert.Equal([DiagnosticKinds.UnreadableFile], diagnostics.ToSorted().Select(item => item.Kind));
    }

    private static byte[] ElfFileOf(int bits)
    {
        var file = ElfWriter.Write(".BTF", SmallApi.Btf().ToArray());
        file[4] = (byte)(bits / 32);
        return file;
    }

    private static byte[] With(Action<BtfWriter> damage)
    {
        var btf = new BtfWriter();
        damage(btf);
        return btf.ToArray();
    }

    private static void Large(BtfWriter btf)
    {
        var array = btf.Int("char", 1);
        for (var i = 0; i < 4; i++)
            array = btf.Array(array, uint.MaxValue);
        btf.Struct("elsewhere", 4, ("a", array, 0));
    }

    /// <summary>Each record has the one before twice.</summary>
    private static void Explode(BtfWriter btf)
    {
        var record = btf.Struct("", 0);
        for (var i = 0; i < 40; i++)
            record = btf.Struct("", 0, ("", record, 0), ("", record, 0));
        btf.Struct("elsewhere", 4, ("", record, 0));
    }

    private static byte[] File(bool isBigEndian, bool isElf)
    {
        var blob = SmallApi.Btf(isBigEndian).ToArray();
        return isElf ? ElfWriter.Write(".BTF", blob, isBigEndian) : blob;
    }

    private static void AssertSane(byte[] file, bool mustFail)
    {
        var (figures, diagnostics) = SmallApi.Compare(file);

        if (figures is null)
            Assert.Equal([DiagnosticKinds.UnreadableBtf], diagnostics.Select(item => item.Kind));
        else
            Assert.False(mustFail, $"{file.Length} bytes were accepted");
    }

    private static string Messages(byte[] file) =>
        SmallApi.Compare(file) is { Figures: null } result ? string.Join("; ", result.Diagnostics.Select(item => $"{item.Kind.Id} {item.Message}")) : "accepted";
}
