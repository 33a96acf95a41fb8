using BindGen.Runtime;
using Concepts;
using Xunit;

namespace BindGen.MisuseTests;

/// <summary>Proofs that are of another object, too old, or empty, and locks that are taken twice.</summary>
public sealed class LockTests : ConceptTest
{
    [Fact]
    [Misuse("M57", MisuseKind.Inexpressible)]
    public void Who_holds_the_lock_is_let_through()
    {
        using var drawer = Drawer.Create();
        using (var held = drawer.EnterLock())
            Assert.Equal(3, drawer.Add(3, held));
        Assert.True(drawer.TryEnterTryLock(out var tried));
        using (tried)
            Assert.Equal(5, drawer.Add(2, tried));
        Assert.Equal(5, drawer.Count());
    }

    [Fact]
    [Misuse("M59", MisuseKind.Exception, nameof(WrongLockException))]
    public void The_lock_of_another_object_is_no_proof()
    {
        using var left = Drawer.Create();
        using var right = Drawer.Create();
        using (var held = left.EnterLock())
            Assert.True(IsRefused<WrongLockException>(right, held));
        Assert.Equal(0, Books.CountCalls("drawer_add"));
    }

    [Fact]
    [Misuse("M60", MisuseKind.Exception, nameof(WrongLockException))]
    public void A_lock_that_was_left_is_no_proof()
    {
        using var drawer = Drawer.Create();
        var held = drawer.EnterLock();
        var copy = held;
        held.Dispose();
        Assert.True(IsRefused<WrongLockException>(drawer, held));
        Assert.True(IsRefused<WrongLockException>(drawer, copy));
        using (drawer.EnterLock())
            Assert.True(IsRefused<WrongLockException>(drawer, copy));
        Assert.Equal(0, Books.CountCalls("drawer_add"));
    }

    [Fact]
    [Misuse("M33", MisuseKind.Exception, nameof(WrongLockException))]
    [Misuse("M74", MisuseKind.Exception, nameof(WrongLockException))]
    public void An_empty_guard_is_no_proof()
    {
        using var drawer = Drawer.Create();
        Assert.True(IsRefused<WrongLockException>(drawer, default));
        using (drawer.EnterLock())
        {
            Assert.False(drawer.TryEnterTryLock(out var tried));
            Assert.True(IsRefused<WrongLockException>(drawer, tried));
        }
        Assert.Equal(0, Books.CountCalls("drawer_add"));
    }

    [Fact]
    [Misuse("M34", MisuseKind.Exception, nameof(SelfDeadlockException))]
    public void What_takes_the_lock_itself_is_refused_inside_it()
    {
        using var drawer = Drawer.Create();
        using (drawer.EnterLock())
            Assert.Throws<SelfDeadlockException>(() => drawer.Count());
        Assert.Equal(0, Books.CountCalls("drawer_count"));
    }

    [Fact]
    [Misuse("M08", MisuseKind.Exception, nameof(WrongLockException))]
    public void What_a_lookup_finds_is_lent_with_the_proof_only()
    {
        using var cache = Cache.Create();
        using var other = Cache.Create();
        using var counted = Counted.Create(7);
        using (var held = cache.EnterLock())
        {
            cache.Add(counted, held);
            Assert.True(cache.UseFind(held, found => Assert.Equal(7, found.Value())));
        }
        using (var held = other.EnterLock())
        {
            var thrown = false;
            try
            {
                cache.UseFind(held, _ => { });
            }
            catch (WrongLockException)
            {
                thrown = true;
            }
            Assert.True(thrown);
        }
        Assert.Equal(1, Books.CountCalls("cache_find"));
    }

    private static bool IsRefused<TException>(Drawer drawer, scoped DrawerLock proof)
        where TException : Exception
    {
        try
        {
            drawer.Add(1, proof);
            return false;
        }
        catch (TException)
        {
            return true;
        }
    }
}
