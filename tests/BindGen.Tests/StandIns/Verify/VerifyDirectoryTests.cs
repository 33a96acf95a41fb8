using VerifyXunit;
using Xunit;

namespace BindGen.Tests.StandIns.Verification;

public sealed class VerifyDirectoryTests : IDisposable
{
    private readonly DirectoryInfo _source = Directory.CreateTempSubdirectory("bindgen-verify-");
    private readonly DirectoryInfo _snapshots = Directory.CreateTempSubdirectory("bindgen-verify-");

    public void Dispose()
    {
        _source.Delete(recursive: true);
        _snapshots.Delete(recursive: true);
    }

    [Fact]
    public async Task Each_file_has_its_snapshot_in_a_folder_of_the_tests_name()
    {
        Write(_source, "Device.cs", "class Device;\r\n");
        Write(_source, "raw/device.h.cs", "class Raw;\n");
        Write(_source, "Makefile", "all:\n");
        Write(_snapshots, "case/Device.verified.cs", "class Device;\n");
        Write(_snapshots, "case/raw/device.h.verified.cs", "class Raw;\n");
        Write(_snapshots, "case/Makefile.verified.noextension", "all:\n");

        await Verifier.VerifyDirectory(_source.FullName).UseDirectory(_snapshots.FullName).UseFileName("case");
    }

    [Fact]
    public async Task New_changed_and_left_over_files_are_all_reported()
    {
        Write(_source, "new.cs", "new\n");
        Write(_source, "changed.cs", "after\n");
        Write(_snapshots, "all/changed.verified.cs", "before\n");
        Write(_snapshots, "all/gone.verified.cs", "gone\n");

        var failure = await Assert.ThrowsAnyAsync<Exception>(
            async () => await Verifier.VerifyDirectory(_source.FullName).UseDirectory(_snapshots.FullName).UseFileName("all"));

        Assert.Contains("New:\n  - Received: new.received.cs\n", failure.Message, StringComparison.Ordinal);
        Assert.Contains("NotEqual:\n  - Received: changed.received.cs\n", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Delete:\n  - gone.verified.cs\n", failure.Message, StringComparison.Ordinal);
        Assert.Equal("after\n", File.ReadAllText(Path.Combine(_snapshots.FullName, "all", "changed.received.cs")));
    }

    [Fact]
    public async Task Only_included_files_count()
    {
        Write(_source, "a.cs", "a");
        Write(_source, "b.txt", "b");
        Write(_snapshots, "some/a.verified.cs", "a");

        await Verifier.VerifyDirectory(_source.FullName, include: file => file.EndsWith(".cs", StringComparison.Ordinal))
            .UseDirectory(_snapshots.FullName).UseFileName("some");
    }

    [Fact]
    public async Task Bytes_that_are_not_text_are_compared_as_bytes()
    {
        File.WriteAllBytes(Path.Combine(_source.FullName, "x.bin"), [0, 255, 13, 10]);
        Directory.CreateDirectory(Path.Combine(_snapshots.FullName, "bytes"));
        File.WriteAllBytes(Path.Combine(_snapshots.FullName, "bytes", "x.verified.bin"), [0, 255, 13, 10]);
        await Verifier.VerifyDirectory(_source.FullName).UseDirectory(_snapshots.FullName).UseFileName("bytes");

        File.WriteAllBytes(Path.Combine(_source.FullName, "x.bin"), [0, 255, 10]);
        Directory.Move(Path.Combine(_snapshots.FullName, "bytes"), Path.Combine(_snapshots.FullName, "bytes2"));
        var failure = await Assert.ThrowsAnyAsync<Exception>(
            async () => await Verifier.VerifyDirectory(_source.FullName).UseDirectory(_snapshots.FullName).UseFileName("bytes2"));
        Assert.Contains("The bytes differ.", failure.Message, StringComparison.Ordinal);
    }

    private static void Write(DirectoryInfo folder, string file, string text)
    {
        var path = Path.Combine(folder.FullName, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
