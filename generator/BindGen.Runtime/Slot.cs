namespace BindGen.Runtime;

/// <summary>Where a thread says that it uses something: one of its own, in its <see cref="SlotBlock"/>.</summary>
internal struct Slot
{
    /// <summary>The identity of what is used; 0 when the slot is free. Written by its thread, read by everyone.</summary>
    public long Subject;

    /// <summary>The version of the guard that the slot belongs to; 0 for a pin, and for a guard that was left. For its thread alone.</summary>
    public long Version;

    /// <summary>The native object of the guard that the slot belongs to; means nothing while <see cref="Version"/> is 0. For its thread alone.</summary>
    public nint Entered;
}
