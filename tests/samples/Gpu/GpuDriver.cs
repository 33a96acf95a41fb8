using System.Runtime.InteropServices;
using BindGen.Runtime;
using Linux;

namespace Gpu;

/// <summary>
/// A driver for platform devices named <see cref="Name"/>: each becomes a DRM device whose ioctls fill a page table. Everything that it
/// makes for a device ends when the device is unbound, in the opposite order; what is going on in the device is waited for.
/// </summary>
public sealed class GpuDriver : IDisposable
{
    public const string Name = "bindgen-gpu";

    private static readonly Errno Gone = new(-19);

    /// <summary>One for all devices: C keeps it for ever.</summary>
    private static readonly DrmDriver Drm = new()
    {
        Name = Name,
        Desc = "A GPU that is a page table",
        Major = 1,
        DriverFeatures = (uint)(DrmDriverFeature.Gem | DrmDriverFeature.Render),
        Fops = new(),
        Ioctls =
        [
            new() { Command = GpuCommand.Map, Flags = DrmIoctlFlags.RenderAllow, Call = (dev, data) => Serve(dev, ref MemoryMarshal.AsRef<MapRequest>(data), static (gpu, ref request) => gpu.Map(ref request)) },
            new() { Command = GpuCommand.Translate, Flags = DrmIoctlFlags.RenderAllow, Call = (dev, data) => Serve(dev, ref MemoryMarshal.AsRef<TranslateRequest>(data), static (gpu, ref request) => gpu.Translate(ref request)) },
        ],
    };

    private readonly PlatformDriverRegistration _registration = PlatformDriverRegistration.Register(new PlatformDriver { Name = Name, Probe = Probe });

    private delegate Errno Service<T>(GpuDevice gpu, ref T request);

    /// <summary>Unbinds all devices of the driver.</summary>
    public void Dispose() => _registration.Dispose();

    private static Errno Probe(scoped PlatformDeviceRef<Bound> platform)
    {
        var device = platform.Device;
        device.SetData(new GpuDevice(device));
        using var parent = device.Retain();
        using var drm = DrmDevice.Allocate(Drm, parent);
        // Programs can open the device from here on; unbinding unplugs it before the page table goes.
        drm.Register(device, 0);
        return default;
    }

    /// <summary>Inside the section the device stays bound: unbinding waits.</summary>
    private static Errno Serve<T>(scoped DrmDeviceRef<Normal> borrowed, ref T request, Service<T> service)
    {
        using var drm = borrowed.Retain();
        if (!drm.TryEnterSection(out var section))
            return Gone;
        using (section)
            return service(section.Parent.GetData<GpuDevice>(), ref request);
    }
}
