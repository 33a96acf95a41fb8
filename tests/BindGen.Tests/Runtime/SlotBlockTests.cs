using System.Runtime.CompilerServices;
using BindGen.MisuseTests;
using BindGen.Runtime;
using Xunit;

namespace BindGen.Tests.Runtime;

public sealed unsafe class SlotBlockTests
{
    [Fact]
    public void What_one_thread_publishes_all_threads_find()
    {
        var subject = SlotBlock.NewIdentity();
        Assert.False(SlotBlock.IsPublished(subject));
        var slot = SlotBlock.Publish(subject);

        Assert.True(OnOtherThread(() => SlotBlock.IsPublished(subject)));
        SlotBlock.Withdraw(slot);
        Assert.False(OnOtherThread(() => SlotBlock.IsPublished(subject)));
    }

    [Fact]
    public void Slots_are_freed_in_any_order_and_used_again()
    {
        var random = new Random(7);
        var subjects = Enumerable.Range(0, 500).Select(_ => SlotBlock.NewIdentity()).ToArray();
        var blocks = new HashSet<nint>();
        for (var round = 0; round < 20; round++)
        {
            // More than fit in a block.
            var slots = subjects.Select(subject => (nint)SlotBlock.Publish(subject)).ToArray();
            Assert.Equal(slots.Length, slots.Distinct().Count());
            blocks.UnionWith(slots.Select(slot => (nint)SlotBlock.Of((Slot*)slot)));
            foreach (var i in Enumerable.Range(0, slots.Length).OrderBy(_ => random.Next()))
            {
                Assert.True(SlotBlock.IsPublished(subjects[i]));
                SlotBlock.Withdraw((Slot*)slots[i]);
                Assert.False(SlotBlock.IsPublished(subjects[i]));
            }
        }

        Assert.InRange(blocks.Count, 12, 16);
    }

    [Fact]
    public void Every_identity_is_another()
    {
        var identities = Enumerable.Range(0, 4).AsParallel().WithDegreeOfParallelism(4)
            .SelectMany(_ => Enumerable.Range(0, 10_000).Select(_ => SlotBlock.NewIdentity())).ToList();

        Assert.Equal(identities.Count, identities.Distinct().Count());
        Assert.DoesNotContain(0, identities);
    }

    [Fact]
    public void Threads_that_ended_leave_their_blocks_to_others()
    {
        var blocks = new HashSet<nint>();
        for (var i = 0; i < 200; i++)
        {
            blocks.Add(OnOtherThread(() => (nint)SlotBlock.Current));
            if (i % 10 == 0)
                Collect();
        }

        // Other tests run meanwhile and take blocks, too.
        Assert.InRange(blocks.Count, 1, 100);
    }

    [Fact]
    [Misuse("M29", MisuseKind.Exception, "LeakReport")]
    [Misuse("M32", MisuseKind.Exception, "LeakReport")]
    public void A_guard_that_a_dead_thread_never_left_ends_with_it_and_is_reported()
    {
        var handle = new CountedHandle(5);
        OnOtherThread(() => Forget(handle));
        handle.Dispose();
        var before = LeakReport.Counts.GetValueOrDefault(nameof(GuardEntry));
        for (var i = 0; i < 50 && IsPinned(handle); i++)
            Collect();

        Assert.False(IsPinned(handle));
        Assert.Equal(before + 1, LeakReport.Counts.GetValueOrDefault(nameof(GuardEntry)));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool Forget(OwnedHandle handle) => GuardEntryTests.Enter(handle).IsEntered;

    private static bool IsPinned(OwnedHandle handle) => SlotBlock.IsPublished(handle.Identity);

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Thread.Sleep(1);
    }

    private static T OnOtherThread<T>(Func<T> function)
    {
        T result = default!;
        var thread = new Thread(() => result = function());
        thread.Start();
        thread.Join();
        return result;
    }
}
