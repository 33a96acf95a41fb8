namespace BindGen.Runtime;

/// <summary>The numbers of ioctls: what is done, by whom, in which direction and with how many bytes.</summary>
public static class IoctlCommand
{
    /// <summary>The largest argument, in bytes.</summary>
    public const int LargestArgument = (1 << SizeBits) - 1;

    private const int SizeShift = 16;
    private const int SizeBits = 14;
    private const int TypeShift = 8;
    private const uint WrittenByCaller = 1u << 30;
    private const uint ReadByCaller = 2u << 30;

    /// <summary>How many bytes the argument of a command has.</summary>
    public static int SizeOf(uint command) => (int)(command >> SizeShift) & LargestArgument;

    /// <summary>A command without an argument.</summary>
    /// <param name="type">Who serves it: <c>d</c> for DRM.</param>
    /// <param name="number">Which of that one's commands.</param>
    public static uint None(char type, byte number) => Of(0, type, number, 0);

    /// <summary>A command whose argument the caller gives.</summary>
    /// <param name="type">Who serves it: <c>d</c> for DRM.</param>
    /// <param name="number">Which of that one's commands.</param>
    /// <param name="size">Of the argument, in bytes.</param>
    /// <exception cref="ArgumentOutOfRangeException">The argument is larger than <see cref="LargestArgument"/>.</exception>
    public static uint Write(char type, byte number, int size) => Of(WrittenByCaller, type, number, size);

    /// <summary>A command whose argument the caller gets.</summary>
    /// <inheritdoc cref="Write"/>
    public static uint Read(char type, byte number, int size) => Of(ReadByCaller, type, number, size);

    /// <summary>A command whose argument the caller gives and gets back.</summary>
    /// <inheritdoc cref="Write"/>
    public static uint ReadWrite(char type, byte number, int size) => Of(WrittenByCaller | ReadByCaller, type, number, size);

    private static uint Of(uint direction, char type, byte number, int size)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(type, (char)byte.MaxValue);
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, LargestArgument);
        return direction | ((uint)size << SizeShift) | ((uint)type << TypeShift) | number;
    }
}
