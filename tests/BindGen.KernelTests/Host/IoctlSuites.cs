using System.Buffers.Binary;
using BindGen.Runtime;
using Linux;
using Xunit;

namespace BindGen.KernelTests.Host;

internal static class IoctlSuites
{
    private const int InvalidArgument = -22;
    private const int InputOutputError = -5;

    private static readonly uint Double = IoctlCommand.ReadWrite('d', 0x40, sizeof(uint));
    private static readonly uint Fail = IoctlCommand.None('d', 0x41);
    private static readonly uint Missing = IoctlCommand.None('d', 0x42);
    private static readonly uint Unknown = IoctlCommand.None('d', 0x43);
    private static readonly uint DoubleOfMore = IoctlCommand.ReadWrite('d', 0x40, 2 * sizeof(uint));

    [HostSuite]
    public static void Ioctls_reach_the_function_of_their_number()
    {
        var lengths = new List<int>();
        using var node = Node.Open(new()
        {
            Name = "host",
            Fops = new(),
            Ioctls =
            [
                new()
                {
                    Command = Double,
                    Call = (_, data) =>
                    {
                        lengths.Add(data.Length);
                        BinaryPrimitives.WriteUInt32LittleEndian(data, BinaryPrimitives.ReadUInt32LittleEndian(data) * 2);
                        return default;
                    },
                },
                new() { Command = Fail, Call = (_, _) => throw new InvalidDataException("broken") },
                new() { Command = Missing },
            ],
        });
        Assert.Equal((0, 42u), node.Call(Double, 21));
        Assert.Equal((0, 42u), node.Call(DoubleOfMore, 21));
        Assert.Equal([sizeof(uint), sizeof(uint)], lengths);
        Assert.Equal(InputOutputError, node.Call(Fail, 0).Result);
        Assert.Equal(1, CallbackFailures.Counts.Values.Sum());
        Assert.Equal(InvalidArgument, node.Call(Missing, 0).Result);
        Assert.Equal(InvalidArgument, node.Call(Unknown, 0).Result);
    }

    [HostSuite]
    public static void All_the_places_of_the_array_have_a_function_of_their_own()
    {
        const int Places = 32;
        using var node = Node.Open(new()
        {
            Name = "host",
            Fops = new(),
            Ioctls =
            [
                .. Enumerable.Range(0, Places).Select(place => new DrmIoctl
                {
                    Command = IoctlCommand.Read('d', (byte)(0x40 + place), sizeof(uint)),
                    Call = (_, data) =>
                    {
                        BinaryPrimitives.WriteInt32LittleEndian(data, place);
                        return default;
                    },
                }),
            ],
        });
        for (var place = 0; place < Places; place++)
            Assert.Equal((0, (uint)place), node.Call(IoctlCommand.Read('d', (byte)(0x40 + place), sizeof(uint)), uint.MaxValue));
        Assert.Throws<ArgumentException>(() => new DrmDriver { Ioctls = [.. Enumerable.Repeat(new DrmIoctl(), Places + 1)] });
    }

    [HostSuite]
    public static void Opening_and_closing_reach_the_driver()
    {
        var open = 0;
        var driver = new DrmDriver
        {
            Name = "host",
            Fops = new(),
            Open = dev =>
            {
                using var drm = dev.Retain();
                return ++open > 1 ? new Errno(-16) : default;
            },
            Postclose = _ => open -= 10,
        };
        using (var node = Node.Open(driver))
        {
            Assert.Equal(1, open);
            Assert.Equal(-16, HostBooks.Open(Node.Major, 0));
        }
        Assert.Equal(-8, open);
    }

    [HostSuite]
    public static void Two_drivers_are_told_apart()
    {
        static DrmDriver Of(uint answer) => new()
        {
            Name = "host",
            Fops = new(),
            Ioctls =
            [
                new()
                {
                    Command = Double,
                    Call = (_, data) =>
                    {
                        BinaryPrimitives.WriteUInt32LittleEndian(data, answer);
                        return default;
                    },
                },
            ],
        };

        using var first = Node.Open(Of(1), "first", 0);
        using var second = Node.Open(Of(2), "second", 1);
        Assert.Equal((0, 1u), first.Call(Double, 0));
        Assert.Equal((0, 2u), second.Call(Double, 0));
    }

    /// <summary>The open node of a DRM device that a platform driver has registered.</summary>
    private sealed class Node(PlatformDriverRegistration platform, PlatformDeviceRegistration device, DrmDevice drm, long file) : IDisposable
    {
        public const uint Major = 226;

        public static Node Open(DrmDriver driver, string name = "gpu", uint minor = 0)
        {
            DrmDevice? drm = null;
            var platform = PlatformDriverRegistration.Register(new()
            {
                Name = name,
                Probe = pdev =>
                {
                    using var parent = pdev.Device.Retain();
                    drm = DrmDevice.Allocate(driver, parent);
                    // Unbinding ends it.
                    drm.Register(pdev.Device, 0);
                    return default;
                },
            });
            var device = PlatformDeviceRegistration.Register(null, name, 0);
            var file = HostBooks.Open(Major, minor);
            Assert.True(file >= 0, $"opening failed: {file}");
            return new(platform, device, drm!, file);
        }

        public unsafe (long Result, uint Value) Call(uint command, uint value)
        {
            var data = stackalloc uint[] { value, 0 };
            var result = HostBooks.Control(file, command, data);
            return (result, *data);
        }

        public void Dispose()
        {
            Assert.Equal(0, HostBooks.Close(file));
            device.Dispose();
            platform.Dispose();
            drm.Dispose();
        }
    }
}
