using System.ComponentModel;

namespace BindGen.Runtime;

/// <summary>What memory is lent to.</summary>
/// <param name="memory">The memory, which cannot be kept.</param>
public delegate void LentMemoryAction(scoped Span<byte> memory);

/// <summary>
/// Memory that C frees together with an object, and not before: this keeps a reference to the object. Disposing gives the reference back;
/// the memory stays until the object goes.
/// </summary>
public sealed unsafe class LentMemory : IDisposable
{
    private readonly nint _pointer;
    private readonly OwnedHandle _lender;

    /// <param name="pointer">The memory.</param>
    /// <param name="length">In bytes.</param>
    /// <param name="lender">The object, with a reference that becomes this one's.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public LentMemory(nint pointer, int length, OwnedHandle lender)
    {
        _pointer = pointer;
        _lender = lender;
        Length = length;
    }

    /// <summary>In bytes.</summary>
    public int Length { get; }

    /// <summary>Lends the memory to <paramref name="action"/>. Nothing keeps two threads from using it at once.</summary>
    /// <exception cref="ObjectDisposedException">This was disposed.</exception>
    public void Use(LentMemoryAction action)
    {
        ArgumentNullException.ThrowIfNull(action);
        using var pin = new Pinned(_lender);
        action(new Span<byte>((void*)_pointer, Length));
    }

    /// <summary>Gives the reference to the object back.</summary>
    public void Dispose() => _lender.Dispose();

    /// <summary>The length of memory that C# can look at in one piece, as a product of two numbers. For generated code.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is more than that.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static int CheckedLength(ulong count, ulong size, string parameter) =>
        size != 0 && count > ulong.MaxValue / size ? CheckedLength(ulong.MaxValue, parameter) : CheckedLength(count * size, parameter);

    /// <summary>The length of memory that C# can look at in one piece. For generated code.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is more than that.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static int CheckedLength(ulong length, string parameter)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, (ulong)int.MaxValue, parameter);
        return (int)length;
    }
}
