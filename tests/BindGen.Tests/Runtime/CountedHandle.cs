using System.Collections.Concurrent;
using BindGen.Runtime;

namespace BindGen.Tests.Runtime;

/// <summary>A handle to nothing native, which remembers its releases.</summary>
internal class CountedHandle(nint pointer = 1, Action? onRelease = null, params OwnedHandle?[] retained) : OwnedHandle(pointer, retained)
{
    private readonly ConcurrentQueue<nint> _releases = new();

    public int Releases => _releases.Count;

    public bool IsUsable
    {
        get
        {
            try
            {
                using var pin = new Pinned(this);
                return pin.Pointer != 0;
            }
            catch (ObjectDisposedException)
            {
                return false;
            }
        }
    }

    protected override void ReleaseNative(nint pointer)
    {
        onRelease?.Invoke();
        _releases.Enqueue(pointer);
    }
}
