using System.ComponentModel;

namespace BindGen.Runtime;

/// <summary>A registration of a record, whose callbacks C calls until it ends. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class RecordRegistration : Registration
{
    private readonly StaticRecord _record;
    private readonly nint _pointer;

    /// <param name="hold">What was registered; it belongs to the registration from now on.</param>
    protected RecordRegistration(RecordHold hold)
    {
        ArgumentNullException.ThrowIfNull(hold);
        _pointer = hold.Pointer;
        _record = hold.Take() ?? throw new ArgumentException("The record has another registration.", nameof(hold));
    }

    private protected override void RefuseFromInside() => _record.ThrowIfInside();

    /// <summary>Tells C that the record is not registered any more, and waits until C calls nothing of it.</summary>
    protected abstract void EndNative(nint native);

    /// <inheritdoc/>
    protected sealed override void End()
    {
        EndNative(_pointer);
        _record.Release();
    }
}
