using BindGen.Clang;
using BindGen.Diagnostics;
using Xunit;

namespace BindGen.Tests.Clang;

public sealed class LibClangSearchTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("bindgen-libclang").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void The_message_lists_what_was_tried_and_how_to_install_it()
    {
        var diagnostics = new DiagnosticBag();

        Assert.Null(LibClang.Find(new LibClangSearch(null, ["/nowhere/one", _root], ["libclang-that-nobody-has.so"]), diagnostics));

        var diagnostic = Assert.Single(diagnostics.ToSorted());
        Assert.Equal(DiagnosticKinds.NoLibclang, diagnostic.Kind);
        Assert.Contains("/nowhere/one", diagnostic.Message, StringComparison.Ordinal);
        Assert.Contains(_root, diagnostic.Message, StringComparison.Ordinal);
        Assert.Contains("apt-get install libclang1-19 libclang-common-19-dev", diagnostic.Help, StringComparison.Ordinal);
        Assert.Contains(LibClangSearch.Variable, diagnostic.Help, StringComparison.Ordinal);
    }

    [Fact]
    public void An_explicit_place_is_the_only_one()
    {
        var diagnostics = new DiagnosticBag();

        Assert.Null(LibClang.Find(new LibClangSearch(Path.Combine(_root, "libclang.so"), ["/usr/lib"], ["libclang.so.1"]), diagnostics));

        var message = Assert.Single(diagnostics.ToSorted()).Message;
        Assert.Contains($"{_root}/libclang.so (from {LibClangSearch.Variable})", message, StringComparison.Ordinal);
        Assert.DoesNotContain("/usr/lib", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_directory_gives_its_libraries_newest_first_and_nothing_else()
    {
        string[] names = ["libclang-14.so.1", "libclang-9.so.1", "libclang-19.so.1", "libclang-cpp.so.19", "libclang.so.1", "libclangBasic.a", "libclang-rt.so"];
        foreach (var name in names)
            File.WriteAllText(Path.Combine(_root, name), "");

        string[] expected = ["libclang.so.1", "libclang-19.so.1", "libclang-14.so.1", "libclang-9.so.1"];
        Assert.Equal(expected, new LibClangSearch(_root, [], []).Candidates().Select(path => Path.GetFileName(path)));
    }

    [Fact]
    public void A_file_that_is_no_library_is_passed_over()
    {
        var path = Path.Combine(_root, "libclang.so.1");
        File.WriteAllText(path, "not a library");
        var diagnostics = new DiagnosticBag();

        Assert.Null(LibClang.Find(new LibClangSearch(path, [], []), diagnostics));
        Assert.Equal(DiagnosticKinds.NoLibclang, Assert.Single(diagnostics.ToSorted()).Kind);
    }

    [LibClangFact]
    public void The_loaded_library_knows_its_version_and_headers()
    {
        var libclang = TestHeader.LibClang;

        Assert.Matches("^[0-9]+([.][0-9]+)+$", libclang.Version);
        Assert.True(File.Exists(Path.Combine(libclang.ResourceInclude, "stddef.h")));
        Assert.Equal("include", Path.GetFileName(libclang.ResourceInclude));
        Assert.StartsWith(libclang.Version.Split('.')[0], Path.GetFileName(libclang.ResourceDirectory), StringComparison.Ordinal);
    }

    [LibClangFact]
    public void Libclang_leaves_the_signals_of_the_process_alone()
    {
        var name = "LIBCLANG_DISABLE_CRASH_RECOVERY";

        Assert.NotNull(TestHeader.LibClang);
        Assert.Equal("1", System.Runtime.InteropServices.Marshal.PtrToStringUTF8(NativeGetEnvironment(name)));
    }

    [System.Runtime.InteropServices.DllImport("libc", EntryPoint = "getenv")]
    private static extern nint NativeGetEnvironment([System.Runtime.InteropServices.MarshalAs(System.Runtime.InteropServices.UnmanagedType.LPUTF8Str)] string name);
}
