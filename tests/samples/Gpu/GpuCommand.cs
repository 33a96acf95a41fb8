using System.Runtime.CompilerServices;
using BindGen.Runtime;

namespace Gpu;

/// <summary>The ioctls of the driver, for the driver and for programs.</summary>
public static class GpuCommand
{
    /// <summary>Maps pages; takes and gives a <see cref="MapRequest"/>.</summary>
    public static readonly uint Map = Of<MapRequest>(MapPlace);

    /// <summary>Says what an address is mapped to; takes and gives a <see cref="TranslateRequest"/>.</summary>
    public static readonly uint Translate = Of<TranslateRequest>(TranslatePlace);

    internal const int MapPlace = 0;
    internal const int TranslatePlace = 1;

    // Where the numbers of a driver's own ioctls begin.
    private const int FirstOfDriver = 0x40;

    private static uint Of<T>(int place) => IoctlCommand.ReadWrite('d', (byte)(FirstOfDriver + place), Unsafe.SizeOf<T>());
}

/// <summary>Pages to map.</summary>
public struct MapRequest
{
    /// <summary>The first address of the device, a multiple of <see cref="GpuDevice.PageSize"/>.</summary>
    public ulong Address;

    /// <summary>The first address of the memory behind it.</summary>
    public ulong Physical;

    /// <summary>How many pages.</summary>
    public ulong Pages;

    /// <summary>How many bytes were mapped: given back, even when the call fails.</summary>
    public ulong Mapped;
}

/// <summary>An address to look up.</summary>
public struct TranslateRequest
{
    public ulong Address;

    /// <summary>What it is mapped to, or 0: given back.</summary>
    public ulong Physical;
}
