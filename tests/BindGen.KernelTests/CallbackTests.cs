using System.Runtime.CompilerServices;
using BindGen.Runtime;
using Linux;
using Xunit;

namespace BindGen.KernelTests;

public sealed class CallbackTests : BookedTest
{
    [Fact]
    public void Children_are_visited_in_the_order_of_c()
    {
        using var root = Family();
        using var device = root.Retain();
        var names = new List<string>();
        Assert.True(device.ForEachChild(child =>
        {
            names.Add(child.CopyName());
            return Iteration.Continue;
        }));
        Assert.True(device.ForEachChildBackwards(child =>
        {
            names.Add(child.CopyName());
            return Iteration.Continue;
        }));
        Assert.Equal(["third", "second", "first", "first", "second", "third"], names);
    }

    [Fact]
    public void A_visit_ends_where_the_callback_says()
    {
        using var root = Family();
        var count = 0;
        root.Use(device => Assert.False(device.ForEachChild(_ => ++count == 2 ? Iteration.Stop : Iteration.Continue)));
        Assert.Equal(2, count);
    }

    [Fact]
    public void What_a_visitor_throws_ends_the_visit_and_reaches_the_caller()
    {
        using var root = Family();
        using var device = root.Retain();
        var count = 0;
        var thrown = new FormatException();
        Assert.Same(thrown, Assert.Throws<FormatException>(() => device.ForEachChild(_ =>
        {
            count++;
            throw thrown;
        })));
        Assert.Throws<FormatException>(() => device.FindChildWhere(_ =>
        {
            count++;
            throw thrown;
        }));
        Assert.Equal(2, count);
        Assert.Throws<ArgumentNullException>(() => device.ForEachChild(null!));
    }

    [Fact]
    public void A_child_can_be_kept_from_a_visit_and_found_by_a_predicate()
    {
        using var root = Family();
        using var device = root.Retain();
        Device? kept = null;
        device.ForEachChild(child =>
        {
            kept = child.Retain();
            return Iteration.Stop;
        });
        using (kept)
            Assert.Equal(2, Books.References(kept!));
        using var found = device.FindChildWhere(child => child.CopyName() == "second");
        Assert.Equal("second", found!.CopyName());
        Assert.Null(device.FindChildWhere(_ => false));
    }

    [Fact]
    public void Visits_nest()
    {
        using var root = Family();
        using var device = root.Retain();
        var count = 0;
        device.ForEachChild(_ =>
        {
            device.ForEachChild(_ =>
            {
                count++;
                return Iteration.Continue;
            });
            return Iteration.Continue;
        });
        Assert.Equal(9, count);
    }

    [Fact]
    public void A_page_table_flushes_through_its_callbacks_until_it_is_freed()
    {
        var calls = new List<string>();
        using (var owned = Allocate(Recorder(calls)))
        {
            Books.Access(owned, (scoped table) => FlushAsPagesGo(table, calls));
            Books.FlushElsewhere(owned);
            Books.FlushElsewhere(owned);
        }
        Assert.Equal(["all", "all", "all"], calls);

        static void FlushAsPagesGo(scoped IoPageTableAccess table, List<string> calls)
        {
            Assert.True(table.MapPages(0, 0x80000, 4096, 64, 3, 0, out _, Books.OneCall).IsSuccess);
            table.UnmapPages(0, 4096, 2, Books.OneCall);
            Assert.True(table.MapPages(0, 0x80000, 4096, 2, 3, 0, out _, Books.OneCall).IsSuccess);
            Assert.Equal(["page 0", "page 4096"], calls);
            calls.Clear();
            table.UnmapPages(0, 4096, 64, Books.OneCall);
            Assert.Equal((65, "walk 0 262144 4096"), (calls.Count, calls[^1]));
            calls.Clear();
        }
    }

    [Fact]
    public void A_callback_that_is_not_there_is_not_called()
    {
        var calls = new List<string>();
        using var owned = Allocate(new FlushOps { FlushAll = () => { }, FlushWalk = (_, _, _) => calls.Add("walk") });
        Books.Access(owned, (scoped table) =>
        {
            Assert.True(table.MapPages(0, 0x80000, 4096, 64, 3, 0, out _, Books.OneCall).IsSuccess);
            table.UnmapPages(0, 4096, 64, Books.OneCall);
        });
        Assert.Equal(["walk"], calls);
        Assert.Throws<ArgumentNullException>(() => new FlushOps { FlushAll = null!, FlushWalk = (_, _, _) => { } });
    }

    [Fact]
    public void What_a_table_of_callbacks_throws_is_recorded_and_c_goes_on()
    {
        var before = CallbackFailures.Counts.GetValueOrDefault("FlushOps.FlushAll");
        var table = Allocate(new FlushOps { FlushAll = () => throw new FormatException(), FlushWalk = (_, _, _) => { } });
        Books.FlushElsewhere(table);
        table.Dispose();
        Assert.Equal(before + 2, CallbackFailures.Counts["FlushOps.FlushAll"]);
    }

    [Fact]
    public void A_callback_that_comes_too_late_calls_nothing()
    {
        var calls = new List<string>();
        Allocate(Recorder(calls)).Dispose();
        using var next = Allocate(Recorder(calls));
        calls.Clear();
        Exception? late = null;
        void OnFailed(string callback, Exception exception) => late = callback == "FlushOps.FlushAll" ? exception : late;
        CallbackFailures.Failed += OnFailed;
        Books.FlushFreed();
        CallbackFailures.Failed -= OnFailed;

        Assert.IsType<StaleCallbackException>(late);
        Assert.Empty(calls);
    }

    [Fact]
    public void A_callback_cannot_free_its_table()
    {
        IoPageTable? table = null;
        Exception? refusal = null;
        table = Allocate(new FlushOps { FlushAll = () => refusal ??= Record.Exception(() => table!.Dispose()), FlushWalk = (_, _, _) => { } });
        Books.FlushElsewhere(table);
        Assert.IsType<SelfDeadlockException>(refusal);
        Assert.False(table.IsRevoked);
        table.Dispose();
    }

    [Fact]
    public void Flushing_is_atomic()
    {
        var isAtomic = false;
        using (var table = Allocate(new FlushOps { FlushAll = () => isAtomic = AtomicContext.IsAtomic, FlushWalk = (_, _, _) => { } }))
            Books.FlushElsewhere(table);
        Assert.True(isAtomic);
        Assert.False(AtomicContext.IsAtomic);
    }

    [Fact]
    public void What_may_sleep_is_refused_in_an_atomic_callback()
    {
        using var root = RootDevice.Register("gpu");
        using var device = root.Retain();
        Exception? renaming = null;
        Exception? ending = null;
        var flush = new FlushOps
        {
            FlushAll = () =>
            {
                renaming ??= Record.Exception(() => device.Rename("display", Books.NobodyElse));
                ending ??= Record.Exception(root.Dispose);
                Assert.True(device.IsRegisteredSnapshot());
            },
            FlushWalk = (_, _, _) => { },
        };
        Allocate(flush).Dispose();
        Assert.Contains("device_rename", Assert.IsType<InvalidOperationException>(renaming).Message, StringComparison.Ordinal);
        Assert.IsType<InvalidOperationException>(ending);
        Assert.Equal("gpu", device.CopyName());
    }

    [Fact]
    public void A_table_that_c_refuses_keeps_no_callbacks()
    {
        var ops = Refused();
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        Assert.False(ops.IsAlive);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference Refused()
        {
            var ops = Recorder([]);
            using var root = RootDevice.Register("iommu");
            using var device = root.Retain();
            Assert.Null(Books.Allocate(device, new IoPageTableConfig(), ops, (IoPageTableFormat)100));
            return new WeakReference(ops);
        }
    }

    private static FlushOps Recorder(List<string> calls) => new()
    {
        FlushAll = () => calls.Add("all"),
        FlushWalk = (iova, size, granule) => calls.Add($"walk {iova} {size} {granule}"),
        AddPage = (iova, _) => calls.Add($"page {iova}"),
    };

    private static RootDevice Family()
    {
        var root = RootDevice.Register("root");
        using var device = root.Retain();
        foreach (var name in (string[])["first", "second", "third"])
            Books.AddChild(device, name);
        return root;
    }

    private static IoPageTable Allocate(FlushOps flush)
    {
        using var root = RootDevice.Register("iommu");
        using var device = root.Retain();
        return Books.Allocate(device, new IoPageTableConfig { PageSizes = 4096 }, flush)!;
    }
}
