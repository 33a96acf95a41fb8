using BindGen.Runtime;
using Concepts;
using Xunit;

namespace BindGen.MisuseTests;

/// <summary>Iterations that are left early, that hand out what they then take back, and lookups of what may be gone.</summary>
public sealed class EnumerationTests : ConceptTest
{
    [Fact]
    [Misuse("M09", MisuseKind.Exception, nameof(ObjectDisposedException))]
    public void An_element_ends_with_the_next_step()
    {
        using var parent = Family.Create(40);
        using var first = parent.Bear(1);
        using var second = parent.Bear(2);
        var walk = FamilyWalk.Of(parent);
        Assert.True(walk.MoveNext());
        var kept = walk.Current;
        Assert.Equal(1, kept.Age());
        Assert.True(walk.MoveNext());
        Assert.True(IsOver(kept));
        var last = walk.Current;
        Assert.Equal(2, last.Age());
        walk.Dispose();
        Assert.True(IsOver(last));

        static bool IsOver(scoped FamilyRef<Normal> element)
        {
            try
            {
                element.Age();
                return false;
            }
            catch (ObjectDisposedException)
            {
                return true;
            }
        }
    }

    [Fact]
    [Misuse("M09", MisuseKind.Inexpressible)]
    public void An_element_is_kept_by_a_reference_of_its_own()
    {
        Family? kept = null;
        using (var parent = Family.Create(40))
        {
            using var child = parent.Bear(1);
            foreach (var element in FamilyWalk.Of(parent))
                kept = element.Retain();
        }
        Assert.Equal(1, kept!.Age());
        kept.Dispose();
    }

    [Fact]
    [Misuse("M10", MisuseKind.Inexpressible)]
    public void An_iteration_that_is_left_early_puts_its_element()
    {
        using var parent = Family.Create(40);
        using var first = parent.Bear(1);
        using var second = parent.Bear(2);
        var ages = new List<int>();
        foreach (var child in Children.Of(parent))
        {
            ages.Add(child.Age());
            break;
        }
        Assert.Throws<InvalidOperationException>(() =>
        {
            foreach (var child in Children.Of(parent))
                throw new InvalidOperationException($"{child.Age()}");
        });
        foreach (var child in Children.Of(parent))
            ages.Add(child.Age());
        Assert.Equal([1, 1, 2], ages);
    }

    [Fact]
    [Misuse("M11", MisuseKind.Inexpressible)]
    public void An_iteration_owns_what_its_next_step_eats()
    {
        using var parent = Family.Create(40);
        using var child = parent.Bear(1);
        var children = Children.Of(parent);
        var copy = children;
        Assert.True(children.MoveNext());
        Assert.False(children.MoveNext());
        Assert.False(copy.MoveNext());
        children.Dispose();
        copy.Dispose();
        Assert.Equal(1, child!.Age());
    }

    [Fact]
    [Misuse("M31", MisuseKind.Inexpressible)]
    public void An_iteration_that_was_ended_is_not_ended_again()
    {
        using var parent = Family.Create(40);
        using (parent.Bear(1))
        {
            var walk = FamilyWalk.Of(parent);
            var copy = walk;
            Assert.True(walk.MoveNext());
            walk.Dispose();
            copy.Dispose();
            walk.Dispose();
        }
        Assert.Equal(1, Books.CountCalls("family_walk_end"));
    }

    [Fact]
    [Misuse("M08", MisuseKind.Inexpressible)]
    public void A_lookup_gives_a_reference_or_says_that_none_is_left()
    {
        using var cache = Cache.Create();
        var counted = Counted.Create(7);
        using (var held = cache.EnterLock())
            cache.Add(counted, held);
        Counted? found = null;
        using (var held = cache.EnterLock())
            Assert.True(cache.UseFind(held, borrowed => Assert.True(borrowed.TryRetain(out found))));
        counted.Dispose();
        Assert.Equal((7, 1), (found!.Value(), found.References()));
        found.Dispose();
        using (var held = cache.EnterLock())
            Assert.False(cache.UseFind(held, _ => { }));
    }

    [Fact]
    [Misuse("M69", MisuseKind.Inexpressible)]
    [Misuse("M50", MisuseKind.Exception, nameof(KernelException))]
    public void A_result_is_a_value_or_an_error()
    {
        using var counted = Counted.Create(7);
        Assert.Equal((0, 1, 2), (counted.Compare(7), counted.Compare(3), counted.Compare(9)));
        Assert.Throws<KernelException>(() => counted.Compare(-1));
    }

    [Fact]
    [Misuse("M69", MisuseKind.Inexpressible)]
    public void As_many_elements_are_read_as_there_are()
    {
        using var sole = Sole.Allocate(4)!;
        sole.Write([1, 2, 3]);
        Assert.Equal(6u, sole.Sum());
    }
}
