namespace BindGen.Runtime;

/// <summary>A C function reported failure. Nothing was changed on the C# side: whatever the caller owned, it still owns,
/// except where the documentation of the method says that failure consumes it.</summary>
public sealed class KernelException : Exception
{
    /// <param name="errno">What the function returned.</param>
    /// <param name="function">The C symbol.</param>
    public KernelException(Errno errno, string function)
        : base($"{function} failed: {errno}")
    {
        Errno = errno;
        Function = function;
    }

    /// <summary>What the function returned.</summary>
    public Errno Errno { get; }

    /// <summary>The C symbol that failed.</summary>
    public string Function { get; }
}
