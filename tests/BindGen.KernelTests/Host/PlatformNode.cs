using System.Text;
using Linux.Raw;

namespace BindGen.KernelTests.Host;

/// <summary>A platform device for drivers to be bound to.</summary>
internal sealed unsafe class PlatformNode : IDisposable
{
    private readonly nint _device;

    private PlatformNode(nint device) => _device = device;

    public static PlatformNode Register(string name, int id)
    {
        fixed (byte* text = Encoding.UTF8.GetBytes(name + "\0"))
        {
            var info = new platform_device_info { name = (sbyte*)text, id = id };
            var device = (nint)Methods.platform_device_register_full(&info);
            return device is < 0 and >= -4095 ? throw new InvalidOperationException($"no platform device: {device}") : new PlatformNode(device);
        }
    }

    public void Dispose() => Methods.platform_device_unregister((platform_device*)_device);
}
