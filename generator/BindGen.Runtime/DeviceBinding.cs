using System.ComponentModel;

namespace BindGen.Runtime;

/// <summary>
/// What C# has of one device while the device is bound to its driver: the resources that unbinding revokes, and the driver's data. It is
/// made when it is first needed, and C is asked then to say when the binding ends; probing that fails ends it as well. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed unsafe class DeviceBinding
{
    private static readonly Lock Gate = new();
    private static readonly Dictionary<nint, DeviceBinding> Bindings = [];

    private object? _data;

    private DeviceBinding()
    {
    }

    /// <summary>What is revoked when the device is unbound.</summary>
    public RevocableSet Resources { get; } = new();

    /// <summary>The binding of a device that is bound now.</summary>
    /// <param name="device">Its address, which means this device until it is unbound.</param>
    /// <param name="announce">Asks C to call <see cref="End"/> for the device when it is unbound; 0, or a negative error number.</param>
    /// <param name="function">What <paramref name="announce"/> calls, for the exception.</param>
    /// <exception cref="KernelException">C could not be asked.</exception>
    public static DeviceBinding Of(nint device, delegate*<nint, int> announce, string function)
    {
        lock (Gate)
        {
            if (Bindings.TryGetValue(device, out var known))
                return known;
            var binding = new DeviceBinding();
            Bindings.Add(device, binding);
            var result = new Errno(announce(device));
            if (result.IsSuccess)
                return binding;
            Bindings.Remove(device);
            throw new KernelException(result, function);
        }
    }

    /// <summary>C is unbinding the device: revokes everything, the newest first, then drops the driver's data. Throws nothing.</summary>
    public static void End(nint device)
    {
        try
        {
            // It stays findable until it is over: what is added meanwhile must be refused, not find a new binding.
            Find(device)?.Revoke();
        }
#pragma warning disable CA1031 // Nothing may leave a function that C calls; all teardowns ran.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            CallbackFailures.Add(nameof(DeviceBinding), exception);
        }
        finally
        {
            lock (Gate)
                Bindings.Remove(device);
        }
    }

    /// <summary>Refuses a device that is not the one which C will unbind.</summary>
    /// <param name="actual">The device that C's own pointer names.</param>
    /// <param name="given">The device that the caller names.</param>
    /// <param name="parameter">The caller's parameter.</param>
    /// <exception cref="ArgumentException">They differ.</exception>
    public static void ThrowUnlessSame(nint actual, nint given, string parameter)
    {
        if (actual != given)
            throw new ArgumentException("This is another device than the one that the object belongs to.", parameter);
    }

    /// <summary>Refuses a device that an object's registration does not keep bound.</summary>
    /// <param name="device">The device, or null.</param>
    /// <param name="registered">The object whose section was entered.</param>
    /// <exception cref="InvalidOperationException">Unbinding would not wait for the section.</exception>
    public static void ThrowUnlessKept(nint device, nint registered)
    {
        if (Find(device)?.Resources.IsRegistered(registered) != true)
            throw new InvalidOperationException("The object is not registered with its device, so that this section does not keep the device bound.");
    }

    /// <summary>Gives the binding its data, in place of what it had.</summary>
    /// <exception cref="RevokedException">The device is being unbound, or was.</exception>
    public void SetData(object data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (Resources.IsRevoked)
            throw new RevokedException(nameof(DeviceBinding));
        Volatile.Write(ref _data, data);
    }

    /// <summary>The data of a device's binding.</summary>
    /// <typeparam name="T">What <see cref="SetData"/> was given, or a base of it.</typeparam>
    /// <exception cref="DriverDataException">There is none, or it is something else.</exception>
    public static T GetData<T>(nint device)
        where T : class =>
        Find(device) is not { } binding || Volatile.Read(ref binding._data) is not { } data ? throw new DriverDataException("The driver has set no data for this device.")
        : data as T ?? throw new DriverDataException($"The driver's data for this device is a {data.GetType().Name}, not a {typeof(T).Name}.");

    private static DeviceBinding? Find(nint device)
    {
        lock (Gate)
            return Bindings.GetValueOrDefault(device);
    }

    private void Revoke()
    {
        try
        {
            Resources.RevokeForC();
        }
        finally
        {
            Volatile.Write(ref _data, null);
        }
    }
}
