namespace BindGen.Runtime;

/// <summary>A handle is used after its reference was given to C.</summary>
/// <param name="handle">The type of the handle.</param>
public sealed class ObjectMovedException(string handle)
    : ObjectDisposedException(handle, "The reference of this handle was given to C, which owns it now.");
