using System.Runtime.CompilerServices;
using BindGen.KernelTests.Host;
using BindGen.Runtime;
using Linux;
using Xunit;

namespace Gpu.Tests;

internal static class GpuSuites
{
    private const uint DrmMajor = 226;
    private const uint FirstRenderNode = 128;
    private const long NoDevice = -19;
    private const long Exists = -17;

    [HostSuite]
    public static void A_program_maps_pages_and_finds_them()
    {
        using var driver = new GpuDriver();
        using var device = PlatformDeviceRegistration.Register(null, GpuDriver.Name, 0);
        using var node = new Node();
        var request = new MapRequest { Address = 0x8000, Physical = 0x8000_0000, Pages = 3 };
        Assert.Equal(0, node.Call(GpuCommand.Map, ref request));
        Assert.Equal(3ul * GpuDevice.PageSize, request.Mapped);

        var found = new TranslateRequest { Address = 0x9010 };
        Assert.Equal(0, node.Call(GpuCommand.Translate, ref found));
        Assert.Equal(0x8000_1010ul, found.Physical);
        found = new TranslateRequest { Address = 0xb000 };
        Assert.Equal(0, node.Call(GpuCommand.Translate, ref found));
        Assert.Equal(0ul, found.Physical);
        Assert.Equal(1, HostBooks.Count(HostKind.PageTable));
    }

    [HostSuite]
    public static void What_the_table_refuses_reaches_the_program()
    {
        using var driver = new GpuDriver();
        using var device = PlatformDeviceRegistration.Register(null, GpuDriver.Name, 0);
        using var node = new Node();
        var request = new MapRequest { Address = 0x8000, Physical = 0x8000_0000, Pages = 1 };
        Assert.Equal(0, node.Call(GpuCommand.Map, ref request));
        Assert.Equal(Exists, node.Call(GpuCommand.Map, ref request));
        Assert.Equal(0ul, request.Mapped);
        // The kernel warns of what was mapped before.
        Assert.Single(HostBooks.Reports(HostReport.Warn));
        HostBooks.ClearReports();
    }

    [HostSuite]
    public static void A_file_outlives_its_device()
    {
        using var driver = new GpuDriver();
        var device = PlatformDeviceRegistration.Register(null, GpuDriver.Name, 0);
        using var node = new Node();
        device.Dispose();
        Assert.Equal(0, HostBooks.Count(HostKind.PageTable));
        var request = new TranslateRequest();
        Assert.Equal(NoDevice, node.Call(GpuCommand.Translate, ref request));
        Assert.True(HostBooks.Open(DrmMajor, FirstRenderNode) < 0);
    }

    [HostSuite]
    public static void The_driver_goes_while_its_device_is_open()
    {
        using var device = PlatformDeviceRegistration.Register(null, GpuDriver.Name, 0);
        Node node;
        using (new GpuDriver())
            node = new Node();
        using (node)
        {
            var request = new TranslateRequest();
            Assert.Equal(NoDevice, node.Call(GpuCommand.Translate, ref request));
        }
        using (new GpuDriver())
            Assert.Equal(1, HostBooks.Count(HostKind.PageTable));
    }

    [HostSuite]
    public static void Two_devices_have_a_table_each()
    {
        using var driver = new GpuDriver();
        using var first = PlatformDeviceRegistration.Register(null, GpuDriver.Name, 0);
        using var second = PlatformDeviceRegistration.Register(null, GpuDriver.Name, 1);
        using var node = new Node();
        using var other = new Node(1);
        var request = new MapRequest { Address = 0x8000, Physical = 0x8000_0000, Pages = 1 };
        Assert.Equal(0, node.Call(GpuCommand.Map, ref request));
        var found = new TranslateRequest { Address = 0x8000 };
        Assert.Equal(0, other.Call(GpuCommand.Translate, ref found));
        Assert.Equal(0ul, found.Physical);
        Assert.Equal(0, node.Call(GpuCommand.Translate, ref found));
        Assert.Equal(0x8000_0000ul, found.Physical);
    }

    [HostSuite]
    public static void It_is_unbound_while_programs_are_busy()
    {
        const int Programs = 4;
        const int Rounds = 10;
        using var driver = new GpuDriver();
        for (var round = 0; round < Rounds; round++)
        {
            var device = PlatformDeviceRegistration.Register(null, GpuDriver.Name, 0);
            var (served, refused, others) = (0, 0, 0);
            using var opened = new Barrier(Programs + 1);
            var programs = Enumerable.Range(0, Programs).Select(program => new Thread(() =>
            {
                using var node = new Node();
                opened.SignalAndWait();
                for (var page = 0ul; ; page++)
                {
                    var request = new MapRequest { Address = ((ulong)program << 32) + (page * GpuDevice.PageSize), Physical = 0x8000_0000, Pages = 1 };
                    switch (node.Call(GpuCommand.Map, ref request))
                    {
                        case 0:
                            Interlocked.Increment(ref served);
                            break;
                        case NoDevice:
                            Interlocked.Increment(ref refused);
                            return;
                        default:
                            Interlocked.Increment(ref others);
                            return;
                    }
                }
            })).ToList();
            programs.ForEach(program => program.Start());
            opened.SignalAndWait();
            Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref served) > 100 * Programs, TimeSpan.FromSeconds(30)));
            device.Dispose();
            Assert.Equal(0, HostBooks.Count(HostKind.PageTable));
            programs.ForEach(program => program.Join());
            Assert.Equal((Programs, 0), (refused, others));
        }
        Assert.Empty(CallbackFailures.Counts);
    }

    /// <summary>A program's open file.</summary>
    private sealed class Node(uint device = 0) : IDisposable
    {
        private readonly long _file = Opened(HostBooks.Open(DrmMajor, FirstRenderNode + device));

        public unsafe long Call<T>(uint command, ref T request)
            where T : unmanaged
        {
            fixed (T* argument = &request)
                return HostBooks.Control(_file, command, argument);
        }

        public void Dispose() => Assert.Equal(0, HostBooks.Close(_file));

        private static long Opened(long file) => file >= 0 ? file : throw new IOException($"The node does not open: {file}.");
    }
}
