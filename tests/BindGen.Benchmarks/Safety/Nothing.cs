using System.Runtime.InteropServices;
using BindGen.Runtime;

namespace BindGen.Benchmarks.Safety;

/// <summary>The library of <c>nothing.c</c>, imported as the raw layer and as hand-written wrappers import.</summary>
internal static partial class Native
{
    [DllImport("nothing", ExactSpelling = true)]
    public static extern nint nothing(nint pointer);

    [LibraryImport("nothing", EntryPoint = "nothing")]
    public static partial nint Nothing(NothingSafeHandle handle);
}

/// <summary>The wrapper that .NET has for such objects.</summary>
internal sealed class NothingSafeHandle : SafeHandle
{
    public NothingSafeHandle(nint pointer)
        : base(0, ownsHandle: true) => SetHandle(pointer);

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle() => true;
}

/// <summary>The wrapper that BindGen emits: the shape of its handle template.</summary>
internal sealed class NothingHandle(nint pointer) : OwnedHandle(pointer)
{
    public nint Call()
    {
        using var self = new Pinned(this);
        var result = Native.nothing(self.Pointer);
        return result;
    }

    protected override void ReleaseNative(nint pointer)
    {
    }
}

/// <summary>The borrow that BindGen emits.</summary>
internal readonly ref struct NothingRef(nint pointer)
{
    private readonly nint _pointer = pointer;

    private nint Pointer => _pointer != 0 ? _pointer : throw new InvalidOperationException("This borrow is empty: it was made by 'default', not by a lender.");

    public nint Call()
    {
        var result = Native.nothing(Pointer);
        return result;
    }
}
