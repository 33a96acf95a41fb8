using System.ComponentModel;

namespace BindGen.Runtime;

/// <summary>A record that is being registered: given back when C refuses it, otherwise handed to its registration. For generated code.</summary>
/// <param name="record">What is registered.</param>
/// <param name="function">The C function that registers it.</param>
/// <exception cref="InvalidOperationException">It is registered already.</exception>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RecordHold(StaticRecord record, string function) : IDisposable
{
    private StaticRecord? _record = record;

    /// <summary>The struct for C.</summary>
    public nint Pointer { get; } = record.Hold(function);

    /// <inheritdoc/>
    public void Dispose() => Take()?.Release();

    internal StaticRecord? Take() => Interlocked.Exchange(ref _record, null);
}
