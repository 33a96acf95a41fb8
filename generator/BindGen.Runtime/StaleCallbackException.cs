namespace BindGen.Runtime;

/// <summary>C made a callback for an object that it had been told is over, or with a cookie that was never given out. Nothing was called.</summary>
/// <param name="cookie">What C handed back.</param>
public sealed class StaleCallbackException(nint cookie)
    : InvalidOperationException($"C called back with the cookie 0x{cookie:x}, which stands for no object any more.")
{
    /// <summary>What C handed back.</summary>
    public nint Cookie { get; } = cookie;
}
