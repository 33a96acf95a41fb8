using System.Runtime.CompilerServices;
using BindGen.Runtime;
using Concepts;
using Xunit;

namespace BindGen.MisuseTests;

/// <summary>Registrations that begin twice, end early, late, twice or from within.</summary>
public sealed class RegistrationTests : ConceptTest
{
    [Fact]
    [Misuse("M18", MisuseKind.Exception, nameof(InvalidOperationException))]
    public void What_C_allows_once_begins_once()
    {
        using var gate = Gate.Create();
        using (gate.Register(0))
            Assert.Throws<InvalidOperationException>(() => gate.Register(0));
        Assert.Throws<InvalidOperationException>(() => gate.Register(0));
        using var clone = gate.Clone();
        Assert.Throws<InvalidOperationException>(() => clone.Register(0));
        Assert.Equal(1, Books.CountCalls("gate_open"));
    }

    [Fact]
    [Misuse("M18", MisuseKind.Exception, nameof(InvalidOperationException))]
    public void What_failed_is_not_tried_again()
    {
        using var gate = Gate.Create();
        Assert.Throws<KernelException>(() => gate.Register(99));
        Assert.Throws<InvalidOperationException>(() => gate.Register(0));
    }

    [Fact]
    [Misuse("M18", MisuseKind.Exception, nameof(InvalidOperationException))]
    public void What_was_retained_from_a_borrow_is_not_registered()
    {
        using var gate = Gate.Create();
        Gate? retained = null;
        gate.Use((scoped borrowed) => retained = borrowed.Retain());
        using (retained)
        using (gate.Register(0))
            Assert.Throws<InvalidOperationException>(() => retained!.Register(0));
        Assert.Equal(1, Books.CountCalls("gate_open"));
    }

    [Fact]
    [Misuse("M20", MisuseKind.Exception, "LeakReport")]
    public void A_registration_that_is_lost_is_reported()
    {
        var before = Leaks(nameof(GateOpening));
        using var gate = Gate.Create();
        Lose(gate);
        Assert.True(Collect(() => Leaks(nameof(GateOpening)) > before));
        Assert.Equal(0, Books.CountCalls("gate_close"));
        Books.Reset();

        [MethodImpl(MethodImplOptions.NoInlining)]
        static void Lose(Gate gate) => gate.Register(0);
    }

    [Fact]
    [Misuse("M23", MisuseKind.Inexpressible)]
    public async Task Ending_waits_for_who_is_inside()
    {
        using var gate = Gate.Create();
        var opening = gate.Register(0);
        var ending = Inside(gate, opening);
        await ending;
        Assert.Equal("gate_open gate_enter gate_close gate_exit", Books.CopyTrace().Replace("gate_get ", "", StringComparison.Ordinal).Replace(" gate_put", "", StringComparison.Ordinal));
        Assert.False(gate.TryEnterSection(out _));

        static Task Inside(Gate gate, GateOpening opening)
        {
            Assert.True(gate.TryEnterSection(out var section));
            var ending = Task.Run(opening.Dispose);
            SpinWait.SpinUntil(() => Books.CountCalls("gate_close") + Books.CountCalls("gate_slam") > 0);
            Assert.False(ending.Wait(20));
            section.Dispose();
            return ending;
        }
    }

    [Fact]
    [Misuse("M31", MisuseKind.Inexpressible)]
    public void Copies_of_a_guard_leave_once()
    {
        using var gate = Gate.Create();
        using var opening = gate.Register(0);
        Assert.True(gate.TryEnterSection(out var section));
        var copy = section;
        section.Dispose();
        copy.Dispose();
        section.Dispose();
        Assert.Equal((false, false, 1), (section.IsEntered, copy.IsEntered, Books.CountCalls("gate_exit")));
    }

    [Fact]
    [Misuse("M31", MisuseKind.Inexpressible)]
    public void A_copy_does_not_leave_the_next_section()
    {
        using var gate = Gate.Create();
        using var opening = gate.Register(0);
        Assert.True(gate.TryEnterSection(out var first));
        var stale = first;
        first.Dispose();
        Assert.True(gate.TryEnterSection(out var second));
        stale.Dispose();
        Assert.True(second.IsEntered);
        second.Dispose();
    }

    [Fact]
    [Misuse("M32", MisuseKind.Exception, nameof(SelfDeadlockException))]
    [Misuse("M34", MisuseKind.Exception, nameof(SelfDeadlockException))]
    public void What_waits_for_a_section_does_not_end_inside_it()
    {
        using var gate = Gate.Create();
        using var opening = gate.Register(0);
        Assert.True(gate.TryEnterSection(out var section));
        Assert.Throws<SelfDeadlockException>(opening.Dispose);
        Assert.Equal(0, Books.CountCalls("gate_close"));
        section.Dispose();
    }

    [Fact]
    [Misuse("M35", MisuseKind.Exception, nameof(SelfDeadlockException))]
    public void Nothing_ends_inside_a_section_of_another()
    {
        using var left = Gate.Create();
        using var right = Gate.Create();
        using var leftOpening = left.Register(0);
        using var rightOpening = right.Register(0);
        Assert.True(left.TryEnterSection(out var section));
        Assert.Throws<SelfDeadlockException>(rightOpening.Dispose);
        section.Dispose();
    }

    [Fact]
    [Misuse("M36", MisuseKind.Inexpressible)]
    public async Task Who_ends_second_returns_when_it_has_ended()
    {
        using var gate = Gate.Create();
        var opening = gate.Register(0);
        var (first, second) = Race(gate, opening);
        await first;
        await second;
        Assert.Equal(1, Books.CountCalls("gate_close"));

        static (Task First, Task Second) Race(Gate gate, GateOpening opening)
        {
            Assert.True(gate.TryEnterSection(out var section));
            var first = Task.Run(opening.Dispose);
            var second = Task.Run(opening.Dispose);
            Assert.Equal(-1, Task.WaitAny([first, second], 20));
            section.Dispose();
            return (first, second);
        }
    }

    [Fact]
    [Misuse("M33", MisuseKind.Inexpressible)]
    public void Who_was_not_let_in_has_no_guard()
    {
        using var gate = Gate.Create();
        Assert.False(gate.TryEnterSection(out var section));
        Assert.False(section.IsEntered);
        section.Dispose();
        Assert.Equal(0, Books.CountCalls("gate_exit"));
    }

    [Fact]
    [Misuse("M17", MisuseKind.Inexpressible)]
    public void What_could_not_be_registered_is_put_and_never_used()
    {
        using var plate = Plate.Create(-1);
        Assert.Throws<KernelException>(plate.Register);
        Assert.Equal("plate_register plate_put", Books.CopyTrace());
        Assert.Throws<ObjectMovedException>(() => plate.Shelf());
        Assert.Throws<ObjectMovedException>(plate.Register);
    }

    [Fact]
    [Misuse("M05", MisuseKind.Inexpressible)]
    [Misuse("M19", MisuseKind.Exception, nameof(ObjectDisposedException))]
    public void What_a_registry_owns_ends_with_its_registration()
    {
        using var board = Board.Create();
        Pin retained;
        var registration = PinRegistration.Register(board, 3);
        registration.Use(pin => Assert.Equal(3, pin.Key()));
        retained = registration.Retain();
        registration.Dispose();
        Assert.Throws<ObjectDisposedException>(() => registration.Use(_ => { }));
        Assert.Throws<ObjectDisposedException>(registration.Retain);
        Assert.Equal(3, retained.Key());
        retained.Dispose();
        Assert.Equal(1, Books.CountCalls("pin_destroy"));
    }

    [Fact]
    [Misuse("M19", MisuseKind.Exception, nameof(KernelException))]
    public void A_key_is_taken_until_its_registration_has_ended()
    {
        using var board = Board.Create();
        using (PinRegistration.Register(board, 3))
            Assert.Throws<KernelException>(() => PinRegistration.Register(board, 3));
        PinRegistration.Register(board, 3).Dispose();
    }
}
