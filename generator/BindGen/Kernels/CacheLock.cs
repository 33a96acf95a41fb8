using BindGen.Output;

namespace BindGen.Kernels;

/// <summary>Keeps the changes that two programs make to the cache apart: the lock of one file, which <c>flock</c> of a shell takes too.
/// It ends with the process, however that ends.</summary>
internal static class CacheLock
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <param name="progress">Told when another program has it.</param>
    /// <exception cref="IOException">The cache cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise.</exception>
    public static IDisposable Take(string cache, Action<FetchProgress> progress)
    {
        Directory.CreateDirectory(cache);
        for (var said = false; ; Thread.Sleep(Pause))
        {
            try
            {
                return new FileStream(Path.Combine(cache, KernelCache.LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException exception) when (exception.HResult == LibC.WouldBlock)
            {
                if (!said)
                    progress(new("waiting for another bindgen that changes the cache", null));
                said = true;
            }
        }
    }
}
