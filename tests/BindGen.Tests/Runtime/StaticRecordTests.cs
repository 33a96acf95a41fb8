using System.Collections.Immutable;
using BindGen.Runtime;
using Xunit;

namespace BindGen.Tests.Runtime;

public sealed unsafe class StaticRecordTests
{
    [Fact]
    public void The_cookie_behind_the_struct_leads_to_the_record()
    {
        var record = new Table();
        using var hold = new RecordHold(record, "register");
        Assert.True(CallbackEntry.TryEnter(StaticRecord.CookieOf((byte*)hold.Pointer + 4, 4, Table.Size), out var entry));
        using (entry)
            Assert.Same(record, entry.Target<Table>());
        Assert.Equal(Table.Mark, *(int*)hold.Pointer);
    }

    [Fact]
    public void Nothing_is_called_where_nothing_leads() => Assert.Equal(0, StaticRecord.CookieOf(null, 4, Table.Size));

    [Fact]
    public void A_record_that_was_given_back_has_a_stale_cookie_until_it_is_held_again()
    {
        var record = new Table();
        nint table;
        using (var hold = new RecordHold(record, "register"))
            table = hold.Pointer;
        Assert.False(CallbackEntry.TryEnter(StaticRecord.CookieOf((void*)table, 0, Table.Size), out _));
        using var again = new RecordHold(record, "register");
        Assert.Equal(table, again.Pointer);
        Assert.True(CallbackEntry.TryEnter(StaticRecord.CookieOf((void*)table, 0, Table.Size), out var entry));
        entry.Dispose();
    }

    [Fact]
    public void A_record_is_held_once_at_a_time()
    {
        var record = new Table();
        using var hold = new RecordHold(record, "register");
        Assert.Throws<InvalidOperationException>(() => new RecordHold(record, "register"));
    }

    [Fact]
    public void What_C_keeps_for_ever_is_called_after_a_registration_has_ended()
    {
        var record = new Table();
        var table = record.Native;
        new RecordHold(record, "register").Dispose();
        Assert.True(CallbackEntry.TryEnter(StaticRecord.CookieOf((void*)table, 0, Table.Size), out var entry));
        entry.Dispose();
        Assert.Equal(table, record.Native);
    }

    [Fact]
    public void A_record_that_cannot_be_written_can_be_tried_again()
    {
        var record = new Table { Failures = 1 };
        Assert.Throws<ArgumentException>(() => new RecordHold(record, "register"));
        new RecordHold(record, "register").Dispose();
    }

    [Fact]
    public void Elements_are_as_many_as_there_are_functions_for()
    {
        Assert.Equal("a b", string.Join(' ', Table.Checked(["a", "b"], 2)));
        Assert.Empty(Table.Checked(default, 2));
        Assert.Throws<ArgumentException>(() => Table.Checked(["a", "b", "c"], 2));
        Assert.Throws<ArgumentException>(() => Table.Checked(["a", null!], 2));
    }

    [Theory]
    [InlineData(0xc0106440u, 16)]
    [InlineData(0x00006441u, 0)]
    public void The_command_of_an_ioctl_says_how_long_its_argument_is(uint command, int size)
    {
        Assert.Equal(size, IoctlCommand.SizeOf(command));
        Assert.Equal(command, size == 0 ? IoctlCommand.None('d', 0x41) : IoctlCommand.ReadWrite('d', 0x40, size));
    }

    [Fact]
    public void An_argument_that_no_command_can_say_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => IoctlCommand.Read('d', 0, IoctlCommand.LargestArgument + 1));

    private sealed class Table : StaticRecord
    {
        public const int Size = 12;
        public const int Mark = 42;

        public int Failures { get; set; }

        public nint Native => KeepForEver();

        protected override int NativeSize => Size;

        protected override bool HasCallbacks => true;

        public static ImmutableArray<string> Checked(ImmutableArray<string> elements, int limit) => Elements(elements, limit);

        protected override void Fill(nint native)
        {
            if (Failures-- > 0)
                throw new ArgumentException("no");
            *(int*)native = Mark;
        }
    }
}
