using System.Runtime.CompilerServices;
using BindGen.Runtime;
using Concepts;
using Xunit;

namespace BindGen.MisuseTests;

/// <summary>References that are used too late, given back too often or not at all.</summary>
public sealed class ReferenceTests : ConceptTest
{
    [Fact]
    [Misuse("M01", MisuseKind.Exception, nameof(ObjectDisposedException))]
    public void What_was_given_back_is_not_used()
    {
        var counted = Counted.Create(1);
        counted.Dispose();
        Assert.Throws<ObjectDisposedException>(() => counted.Value());
        Assert.Throws<ObjectDisposedException>(counted.Clone);
        Assert.Throws<ObjectDisposedException>(() => counted.Use(_ => { }));
        Assert.Equal(0, Books.CountCalls("counted_value") + Books.CountCalls("counted_get"));
    }

    [Fact]
    [Misuse("M02", MisuseKind.Inexpressible)]
    public void Giving_back_twice_gives_back_once()
    {
        using var witness = Counted.Create(1);
        var counted = witness.Clone();
        counted.Dispose();
        counted.Dispose();
        Assert.Equal(1, witness.References());
        Assert.Equal(1, Books.CountCalls("counted_put"));
    }

    [Fact]
    [Misuse("M03", MisuseKind.Exception, "LeakReport")]
    [Misuse("M15", MisuseKind.Inexpressible)]
    public void What_is_lost_is_reported_and_not_given_back_on_the_finalizer_thread()
    {
        var before = Leaks(nameof(Counted));
        using var witness = Counted.Create(1);
        Lose(witness);
        Assert.True(Collect(() => Leaks(nameof(Counted)) > before));
        Assert.Equal(2, witness.References());
        Assert.Equal(0, Books.CountCalls("counted_put"));
        Books.Reset();

        [MethodImpl(MethodImplOptions.NoInlining)]
        static void Lose(Counted counted) => counted.Clone();
    }

    [Fact]
    [Misuse("M04", MisuseKind.Inexpressible)]
    public void A_borrow_neither_takes_nor_gives_a_reference()
    {
        using var counted = Counted.Create(7);
        counted.Use(borrowed => Assert.Equal((7, 1), (borrowed.Value(), borrowed.References())));
        Assert.Equal("counted_value", Books.CopyTrace());
    }

    [Fact]
    [Misuse("M06", MisuseKind.Inexpressible)]
    public void What_is_retained_outlives_the_borrow()
    {
        Counted? kept = null;
        using (var counted = Counted.Create(7))
            counted.Use(borrowed => kept = borrowed.Retain());
        using (kept)
            Assert.Equal((7, 1), (kept!.Value(), kept.References()));
    }

    [Fact]
    [Misuse("M07", MisuseKind.Inexpressible)]
    public void What_is_lent_stays_until_it_is_given_back()
    {
        var counted = Counted.Create(7);
        counted.Use(borrowed =>
        {
            counted.Dispose();
            Assert.Equal(7, borrowed.Value());
        });
        Assert.Equal("counted_value counted_put", Books.CopyTrace());
    }

    [Fact]
    [Misuse("M13", MisuseKind.Inexpressible)]
    public async Task Giving_back_waits_for_nobody_and_the_last_user_releases()
    {
        var counted = Counted.Create(7);
        var slow = Task.Run(counted.SlowValue);
        while (Books.CountCalls("counted_slow_value") == 0)
            await Task.Yield();
        counted.Dispose();
        Assert.Equal(0, Books.CountCalls("counted_put"));
        Assert.Throws<ObjectDisposedException>(() => counted.Value());
        Assert.Equal(7, await slow);
        Assert.Equal("counted_slow_value counted_value counted_put", Books.CopyTrace());
    }

    [Fact]
    [Misuse("M14", MisuseKind.Inexpressible)]
    public async Task What_a_call_uses_is_not_finalized_meanwhile()
    {
        var before = Leaks(nameof(Counted));
        using var witness = Counted.Create(7);
        var slow = Task.Run(() => CallAndForget(witness));
        while (Books.CountCalls("counted_slow_value") == 0)
            await Task.Yield();
        while (!slow.IsCompleted && Books.CountCalls("counted_value") == 0)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Assert.True(Books.CountCalls("counted_value") > 0 || Leaks(nameof(Counted)) == before);
        }
        Assert.Equal(7, await slow);
        Assert.True(Collect(() => Leaks(nameof(Counted)) > before));
        Books.Reset();

        [MethodImpl(MethodImplOptions.NoInlining)]
        static int CallAndForget(Counted counted) => counted.Clone().SlowValue();
    }

    [Fact]
    [Misuse("M16", MisuseKind.Exception, nameof(ObjectDisposedException))]
    public void A_handle_that_was_resurrected_is_as_it_was()
    {
        using var witness = Counted.Create(7);
        var disposed = witness.Clone();
        disposed.Dispose();
        Bury(disposed, witness.Clone());
        disposed = null;
        Assert.True(Collect(() => Grave.Disposed is not null));

        Assert.Throws<ObjectDisposedException>(() => Grave.Disposed!.Value());
        Assert.Equal(7, Grave.Lost!.Value());
        Assert.Equal(2, witness.References());
        Grave.Lost.Dispose();
        Grave.Lost.Dispose();
        Assert.Equal(1, witness.References());

        [MethodImpl(MethodImplOptions.NoInlining)]
        static void Bury(Counted disposed, Counted lost) => _ = new Grave(disposed, lost);
    }

    [Fact]
    [Misuse("M50", MisuseKind.Exception, nameof(KernelException))]
    public void An_error_pointer_is_no_object()
    {
        var exception = Assert.Throws<KernelException>(() => Counted.Create(-1));
        Assert.Equal(("EINVAL", "counted_create"), (exception.Errno.Name, exception.Function));
    }

    [Fact]
    [Misuse("M50", MisuseKind.Inexpressible)]
    public void Null_is_no_object() => Assert.Null(Sole.Allocate(65));

    [Fact]
    [Misuse("M74", MisuseKind.Exception, nameof(InvalidOperationException))]
    public void An_empty_borrow_and_an_empty_guard_reach_nothing()
    {
        Assert.Throws<InvalidOperationException>(() => default(CountedRef<Normal>).Value());
        Assert.Throws<InvalidOperationException>(() => default(CountedRef<Normal>).Retain());
        default(GateSection).Dispose();
        Assert.False(default(GateSection).IsEntered);
        Assert.Equal("", Books.CopyTrace());
    }

    [Fact]
    [Misuse("M07", MisuseKind.Inexpressible)]
    [Misuse("M08", MisuseKind.Inexpressible)]
    public void No_handle_is_made_from_outside_and_none_hands_out_a_borrow()
    {
        var types = typeof(Counted).Assembly.GetExportedTypes();
        Assert.All(
            types.Where(type => type.IsSubclassOf(typeof(OwnedHandle)) || type.IsByRefLike && type.Name.Contains("Ref`", StringComparison.Ordinal)),
            type => Assert.Empty(type.GetConstructors()));
        Assert.All(
            types.Where(type => type.IsSubclassOf(typeof(OwnedHandle))).SelectMany(type => type.GetMethods()),
            method => Assert.DoesNotContain("Ref`", method.ReturnType.Name, StringComparison.Ordinal));
    }

    private sealed class Grave(Counted disposed, Counted lost)
    {
        ~Grave() => (Lost, Disposed) = (lost, disposed);

        public static Counted? Disposed { get; private set; }

        public static Counted? Lost { get; private set; }
    }
}
