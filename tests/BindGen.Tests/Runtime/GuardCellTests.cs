using BindGen.Runtime;
using Xunit;

namespace BindGen.Tests.Runtime;

public sealed class GuardCellTests
{
    [Fact]
    public void An_entered_guard_keeps_the_object_and_is_left_by_the_first_copy()
    {
        var handle = new CountedHandle(11);
        var cell = new GuardCell(handle);
        Assert.False(cell.IsEntered);
        Assert.False(cell.TryExit());
        cell.Enter();

        handle.Dispose();
        Assert.True(cell.IsEntered);
        Assert.Equal(11, cell.Pointer);
        Assert.Equal(0, handle.Releases);

        Assert.True(cell.TryExit());
        Assert.False(cell.TryExit());
        Assert.False(cell.IsEntered);
        cell.Exit();
        Assert.Equal(1, handle.Releases);
    }

    [Fact]
    public void A_guard_that_C_refused_lets_go_of_the_object()
    {
        var handle = new CountedHandle();
        var cell = new GuardCell(handle);
        cell.Abandon();
        handle.Dispose();

        Assert.False(cell.IsEntered);
        Assert.False(cell.TryExit());
        Assert.Equal(1, handle.Releases);
        GuardDepth.ThrowIfInside(typeof(GuardCellTests));
    }

    [Fact]
    public void A_guard_is_left_on_its_own_thread()
    {
        using var handle = new CountedHandle();
        var cell = new GuardCell(handle);
        cell.Enter();

        Exception? elsewhere = null;
        var thread = new Thread(() => elsewhere = Record.Exception(() => cell.TryExit()));
        thread.Start();
        thread.Join();

        Assert.IsType<SynchronizationLockException>(elsewhere);
        Assert.True(cell.IsEntered);
        Assert.True(cell.TryExit());
        cell.Exit();
    }

    [Fact]
    public void A_disposed_object_is_not_entered()
    {
        var handle = new CountedHandle();
        handle.Dispose();

        Assert.Throws<ObjectDisposedException>(() => new GuardCell(handle));
    }
}
