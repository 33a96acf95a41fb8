using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using BindGen.Runtime;
using Linux;
using Linux.Raw;

namespace BindGen.KernelTests.Host;

/// <summary>A device on a bus of its own, with a driver that the driver core binds and unbinds: what C calls probe and remove of, with the
/// device's lock held and its managed resources released afterwards.</summary>
internal sealed unsafe class HostDriver : IDisposable
{
    private static HostDriver? _current;

    private readonly BoundDeviceAction _probe;
    private readonly BoundDeviceAction? _remove;
    private readonly bus_type* _bus;
    private readonly device_driver* _driver;
    private readonly device* _device;
    private Exception? _failure;

    /// <param name="probe">What it throws makes probing fail.</param>
    public HostDriver(BoundDeviceAction probe, BoundDeviceAction? remove = null)
    {
        _probe = probe;
        _remove = remove;
        _current = this;
        var name = (sbyte*)NativeText.Forever("bound", nameof(NativeText));
        _bus = Allocate<bus_type>();
        _bus->name = name;
        _bus->match = &Match;
        _bus->probe = &Probe;
        _bus->remove = &Remove;
        _driver = Allocate<device_driver>();
        _driver->name = name;
        _driver->bus = _bus;
        _device = Allocate<device>();
        _device->init_name = name;
        _device->bus = _bus;
        _device->release = &Release;
        new Errno(Methods.bus_register(_bus)).ThrowIfFailed(nameof(Methods.bus_register));
        new Errno(Methods.driver_register(_driver)).ThrowIfFailed(nameof(Methods.driver_register));
        new Errno(Methods.device_register(_device)).ThrowIfFailed(nameof(Methods.device_register));
        Methods.get_device(_device);
        Device = new Device((nint)_device);
    }

    public Device Device { get; }

    /// <summary>What the driver's functions threw last.</summary>
    public Exception? Failure => _failure;

    public bool IsBound => _device->driver is not null;

    /// <summary>As a write to the driver's bind file.</summary>
    public void Bind() => Methods.device_attach(_device);

    public void Dispose()
    {
        Methods.device_unregister(_device);
        Device.Dispose();
        Methods.driver_unregister(_driver);
        Methods.bus_unregister(_bus);
        HostBooks.Settle();
        NativeMemory.Free(_driver);
        NativeMemory.Free(_bus);
        _current = null;
    }

    private static T* Allocate<T>()
        where T : unmanaged => (T*)NativeMemory.AllocZeroed((nuint)sizeof(T));

    private int Run(BoundDeviceAction? action, device* bound)
    {
        try
        {
            action?.Invoke(new DeviceRef<Bound>((nint)bound));
            return 0;
        }
        catch (Exception exception)
        {
            _failure = exception;
            return -5;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Match(device* device, device_driver* driver) => 1;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Probe(device* device) => _current!.Run(_current._probe, device);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Remove(device* device) => _current!.Run(_current._remove, device);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Release(device* device) => NativeMemory.Free(device);
}
