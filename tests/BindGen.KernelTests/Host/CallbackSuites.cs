using System.Runtime.CompilerServices;
using BindGen.Runtime;
using Linux;
using Xunit;

namespace BindGen.KernelTests.Host;

internal static class CallbackSuites
{
    private const int ReadWrite = 3;
    private const uint GfpKernel = 0xcc0;
    private const nuint Page = 0x1000;
    private const nuint Block = 0x200000;

    [HostSuite]
    public static void Children_are_visited_found_and_kept()
    {
        using var root = RootDevice.Register("parent");
        using var parent = root.Retain();
        using var first = RootDevice.Register("first");
        using var second = RootDevice.Register("second");
        foreach (var child in (RootDevice[])[first, second])
        {
            using var device = child.Retain();
            device.Move(parent, PowerOrder.None);
        }

        var names = new List<string>();
        Assert.True(parent.ForEachChild(child =>
        {
            names.Add(child.CopyName());
            return Iteration.Continue;
        }));
        Assert.True(parent.ForEachChildBackwards(child =>
        {
            names.Add(child.CopyName());
            return Iteration.Continue;
        }));
        Assert.Equal(["first", "second", "second", "first"], names);
        var count = 0;
        Assert.False(parent.ForEachChild(_ => ++count == 1 ? Iteration.Stop : Iteration.Continue));
        Assert.Equal(1, count);
        Assert.Throws<FormatException>(() => parent.ForEachChild(_ => throw new FormatException()));
        using (var found = parent.FindChildWhere(child => child.CopyName() == "second"))
            Assert.Equal("second", found!.CopyName());
        Assert.Null(parent.FindChildWhere(_ => false));
        Device? kept = null;
        parent.ForEachChild(child =>
        {
            kept = child.Retain();
            return Iteration.Stop;
        });
        using (kept)
            Assert.Equal("first", kept!.CopyName());

        foreach (var child in (RootDevice[])[first, second])
        {
            using var device = child.Retain();
            device.Move(null, PowerOrder.None);
        }
    }

    [HostSuite]
    public static void Devices_of_a_class_are_visited_and_found()
    {
        var number = new Acknowledgement("DEV-NUMBER", "the suite counts from 1");
        using var cls = ClassCreation.Register("gauges");
        using var root = RootDevice.Register("board");
        using var parent = root.Retain();
        using var first = DeviceNode.Register(cls, parent, 1, "gauge0", number);
        using var second = DeviceNode.Register(cls, parent, 2, "gauge1", number);
        var names = new List<string>();
        cls.Use(gauges =>
        {
            Assert.True(gauges.ForEachDevice(device =>
            {
                names.Add(device.CopyName());
                return Iteration.Continue;
            }));
            Assert.Throws<FormatException>(() => cls.Use(again => again.ForEachDevice(_ => throw new FormatException())));
            using var found = gauges.FindDeviceWhere(device => device.CopyName() == "gauge1");
            using var expected = second.Retain();
            Assert.Equal(expected, found);
        });
        Assert.Equal(["gauge0", "gauge1"], names);
    }

    [HostSuite]
    public static void An_LPAE_table_flushes_through_its_callbacks_and_once_more_while_it_is_freed()
    {
        var (all, walks, pages) = (0, new List<(nuint, nuint, nuint)>(), new List<nuint>());
        var flush = new FlushOps
        {
            FlushAll = () => all++,
            FlushWalk = (iova, size, granule) => walks.Add((iova, size, granule)),
            AddPage = (iova, _) => pages.Add(iova),
        };
        using var root = RootDevice.Register("iommu");
        using var device = root.Retain();
        using (var owned = Allocate(device, flush))
        {
            Assert.True(owned.TryAccess(out var table));
            using var end = table;
            // A block of which a part goes is split.
            Assert.True(table.MapPages(Block, 0x8000_0000, Block, 1, ReadWrite, GfpKernel, out _, Books.OneCall).IsSuccess);
            Assert.Equal(Page * 2, table.UnmapPages(Block, Page, 2, Books.OneCall));
            Assert.Equal([Block, Block + Page], pages);
            Assert.Empty(walks);
            // A whole table goes at once.
            Assert.Equal(Block, table.UnmapPages(Block, Block, 1, Books.OneCall));
            Assert.Equal([(Block, Block, Page)], walks);
            Assert.Equal(0, all);
        }
        Assert.Equal(1, all);
    }

    [HostSuite]
    public static void A_flush_that_throws_is_recorded_and_the_table_is_freed()
    {
        using var root = RootDevice.Register("iommu");
        using var device = root.Retain();
        Allocate(device, new FlushOps { FlushAll = () => throw new FormatException(), FlushWalk = (_, _, _) => { } }).Dispose();
        Assert.Equal(1, CallbackFailures.Counts["FlushOps.FlushAll"]);
        Assert.Equal(0, HostBooks.Count(HostKind.PageTable));
    }

    [HostSuite]
    public static void Actions_of_a_binding_run_after_remove_and_where_the_probe_fails()
    {
        var order = new List<string>();
        using var failing = PlatformDeviceRegistration.Register(null, "panel", 0);
        using var device = PlatformDeviceRegistration.Register(null, "panel", 1);
        using (PlatformDriverRegistration.Register(new()
        {
            Name = "panel",
            Probe = pdev =>
            {
                var name = pdev.Device.CopyName();
                BoundActions.Add(pdev.Device, () => order.Add($"first {name}"));
                BoundActions.Add(pdev.Device, () => order.Add($"second {name}"));
                return name == "panel.0" ? new Errno(-19) : default;
            },
            Remove = pdev => order.Add($"remove {pdev.Device.CopyName()}"),
        }))
            Assert.Equal(["second panel.0", "first panel.0"], order);
        Assert.Equal(["second panel.0", "first panel.0", "remove panel.1", "second panel.1", "first panel.1"], order);
        Assert.Empty(CallbackFailures.Counts);
    }

    /// <summary>The last put runs the actions, the newest first, and C# forgets each when it has run.</summary>
    [HostSuite]
    public static void Actions_of_a_device_run_at_its_last_put()
    {
        using var root = RootDevice.Register("gpu");
        using var parent = root.Retain();
        var order = new List<string>();
        var drm = DrmDevice.Allocate(new DrmDriver { Name = "host", Desc = "A driver for tests", Major = 1 }, parent);
        var isThere = Add(drm, order);
        DrmMemory.AddActionOrRun(drm, () => throw new FormatException(), "throws");
        DrmMemory.AddActionOrRun(drm, () => order.Add("second"), "second");
        using (drm.Clone())
            drm.Dispose();

        Assert.Equal(["second", "first"], order);
        Assert.Equal(1, CallbackFailures.Counts.Values.Sum());
        GC.Collect();
        Assert.False(isThere.IsAlive);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference Add(DrmDevice drm, List<string> order)
        {
            DrmMemory.AddActionOrRunCallback action = () => order.Add("first");
            DrmMemory.AddActionOrRun(drm, action, "first");
            return new WeakReference(action);
        }
    }

    private static IoPageTable Allocate(Device device, FlushOps flush) =>
        Books.Allocate(device, new IoPageTableConfig { PageSizes = Page | Block, InputBits = 39, OutputBits = 40, CoherentWalk = true }, flush)!;
}
