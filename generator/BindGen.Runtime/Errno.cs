namespace BindGen.Runtime;

/// <summary>
/// The result of a C function that returns 0 or a negative error number. Negative values of <c>int</c> results and of
/// error pointers (<c>include/linux/err.h</c>) have the same meaning; positive results are not errors.
/// </summary>
/// <param name="Result">What the C function returned: 0 or more for success, <c>-4095</c> to <c>-1</c> for failure.</param>
public readonly record struct Errno(int Result)
{
    /// <summary>The largest error number that an error pointer can carry (<c>MAX_ERRNO</c>).</summary>
    public const int Maximum = 4095;

    /// <summary>Whether the call did what it says.</summary>
    public bool IsSuccess => Result >= 0;

    /// <summary>The error number, positive (<c>ENOMEM</c> is 12); 0 for success.</summary>
    public int Number => IsSuccess ? 0 : -Result;

    /// <summary>The symbolic name, such as <c>ENOMEM</c>; <c>OK</c> for success; the number where Linux has no common name for it.</summary>
    public string Name => ErrnoNames.Of(Number);

    /// <summary>Throws when the call failed.</summary>
    /// <param name="function">The C function that returned this.</param>
    /// <exception cref="KernelException">The call failed.</exception>
    public void ThrowIfFailed(string function)
    {
        if (!IsSuccess)
            throw new KernelException(this, function);
    }

    /// <inheritdoc/>
    public override string ToString() => IsSuccess ? "OK" : $"{Name} ({Result})";
}
