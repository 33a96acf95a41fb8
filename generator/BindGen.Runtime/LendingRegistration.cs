using System.ComponentModel;

namespace BindGen.Runtime;

/// <summary>A registration that made an object of which C counts no references: it lends the object, and ends when nobody has it any more.</summary>
/// <param name="pointer">The native object.</param>
public abstract class LendingRegistration(nint pointer) : Registration
{
    private RegisteredObject? _object;

    /// <summary>The object, for generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public RegisteredObject Object => _object ?? Interlocked.CompareExchange(ref _object, new RegisteredObject(pointer, GetType().Name), null) ?? _object;

    private protected override void RefuseFromInside() => Object.ThrowIfBorrowedHere();

    private protected override void Prepare() => Object.Close();
}
