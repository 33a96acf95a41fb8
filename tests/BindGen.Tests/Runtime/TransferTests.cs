using BindGen.Runtime;
using Xunit;

namespace BindGen.Tests.Runtime;

public sealed class TransferTests
{
    [Fact]
    public void A_completed_transfer_leaves_nothing_to_release()
    {
        var handle = new CountedHandle(9);
        using (var transfer = new Transfer(handle))
        {
            Assert.Equal(9, transfer.Pointer);
            transfer.Complete();
        }

        Assert.True(handle.IsDisposed);
        Assert.Throws<ObjectMovedException>(() => new Pinned(handle).Dispose());
        Assert.Throws<ObjectMovedException>(() => new Transfer(handle).Dispose());
        handle.Dispose();
        Assert.Equal(0, handle.Releases);
    }

    [Fact]
    public void A_transfer_that_is_not_completed_changes_nothing()
    {
        var handle = new CountedHandle();
        using (new Transfer(handle))
        {
        }

        Assert.True(handle.IsUsable);
        handle.Dispose();
        Assert.Equal(1, handle.Releases);
    }

    [Fact]
    public void Nobody_uses_what_is_being_given_away()
    {
        var handle = new CountedHandle();
        using (new Transfer(handle))
        {
            Assert.Throws<InvalidOperationException>(() => new Pinned(handle).Dispose());
            handle.Dispose();
            Assert.Equal(0, handle.Releases);
        }

        Assert.Equal(1, handle.Releases);
    }

    [Fact]
    public void What_is_in_use_cannot_be_given_away()
    {
        using var handle = new CountedHandle();
        using var pin = new Pinned(handle);

        Assert.Throws<InvalidOperationException>(() => new Transfer(handle).Dispose());
    }
}
