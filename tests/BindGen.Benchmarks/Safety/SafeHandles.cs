using System.Runtime.InteropServices;
using Concepts.Raw;

namespace BindGen.Benchmarks.Safety;

/// <summary>Functions of the library, imported as hand-written wrappers import them.</summary>
internal static partial class HandWritten
{
    [LibraryImport("concepts", EntryPoint = "counted_value")]
    public static partial int Value(BareSafeHandle counted);

    [LibraryImport("concepts", EntryPoint = "window_read")]
    public static partial int Read(BareSafeHandle window, uint offset);

    [LibraryImport("concepts", EntryPoint = "gate_enter")]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool Enter(BareSafeHandle gate, out int index);

    [LibraryImport("concepts", EntryPoint = "gate_exit")]
    public static partial void Exit(BareSafeHandle gate, int index);

    [LibraryImport("concepts", EntryPoint = "valve_turn")]
    public static partial int Turn(BareSafeHandle valve, int level);
}

/// <summary>The wrapper that .NET has for such objects.</summary>
internal sealed class BareSafeHandle : SafeHandle
{
    public BareSafeHandle(nint pointer)
        : base(0, ownsHandle: true) => SetHandle(pointer);

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle() => true;

    public static unsafe BareSafeHandle Counted() => new((nint)Methods.counted_create(1));

    public static unsafe BareSafeHandle Gate() => new((nint)Methods.gate_create());

    public static unsafe BareSafeHandle Window()
    {
        var config = new window_config { size = uint.MaxValue };
        return new((nint)Methods.window_map(&config));
    }
}
