using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using BindGen.Output;
using BindGen.Tests.Emit;
using Microsoft.Win32.SafeHandles;
using Xunit;

namespace BindGen.Tests.Output;

/// <summary>A process that another thread starts has all open files too, until it has become another program: here a copy of the handle does.</summary>
[SupportedOSPlatform("linux")]
public sealed partial class PathLockTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Staged => Path.Combine(_folder.Path, ".file.bindgen-new");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_given_back_is_free_also_while_a_process_is_started()
    {
        SafeFileHandle started;
        using (var held = PathLock.OfFile(Staged))
            started = Copy(held.Handle);

        using (started)
            Assert.Equal("", File.ReadAllText(Staged));
    }

    [Fact]
    public void A_lock_keeps_others_out_until_then()
    {
        using var held = PathLock.OfFile(Staged);

        Assert.Throws<IOException>(() => File.ReadAllText(Staged));
    }

    [Fact]
    public void A_file_that_took_its_place_is_free_before_its_replacement_is_forgotten()
    {
        var file = Path.Combine(_folder.Path, "file");
        using var replacement = new FileReplacement(file, "new"u8);
        replacement.Commit();

        Assert.Equal("new", File.ReadAllText(file));
    }

    [LibraryImport("libc", EntryPoint = "dup")]
    private static partial SafeFileHandle Copy(SafeFileHandle handle);
}
