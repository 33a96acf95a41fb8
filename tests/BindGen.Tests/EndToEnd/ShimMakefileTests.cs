using System.Runtime.InteropServices;
using BindGen.Diagnostics;
using BindGen.Emit;
using BindGen.Model;
using BindGen.Ownership;
using BindGen.Tests.Clang;
using BindGen.Tests.Cli;
using BindGen.Tests.Emit;
using Xunit;

namespace BindGen.Tests.EndToEnd;

/// <summary>The files that build shims, given to make.</summary>
public sealed class ShimMakefileTests : IDisposable
{
    private static readonly CApi Small = new(
        new CTarget("x86_64-linux-gnu", "", false), ["small.h"], [], [], [],
        [new CFunction("twice", new CLocation("small.h", 1), Int, [new CParameter("value", Int)], false, CLinkage.Inline, null)], [], []);

    private readonly TemporaryFolder _folder = new();

    private static CType Int => new CBuiltinType(CBuiltin.Int);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("linux-6.12", "x86_64")]
    [InlineData("linux-6.1", "x86_64")]
    [InlineData("linux-6.12-arm64", "arm64")]
    [InlineData("linux-6.1-arm64", "arm64")]
    public void The_files_of_every_target_say_what_a_kernel_build_asks_for(string target, string arch)
    {
        Assert.EndsWith("\nobj-m := bindgen_shims.o\nbindgen_shims-y := shims.o layouts.o\n", Repository.Read("output", target, "shims", "Kbuild"), StringComparison.Ordinal);
        Assert.Contains($"\nARCH ?= {arch}\n", Repository.Read("output", target, "shims", "Makefile"), StringComparison.Ordinal);
    }

    [MakeFact]
    public void The_makefile_of_a_kernel_hands_over_to_its_build_system()
    {
        _folder.Write("kernel/Makefile", "modules clean:\n\t@echo $@ of $(notdir $(M)) for $(ARCH) with $(CROSS_COMPILE)cc\n");
        var shims = Path.GetDirectoryName(_folder.Write("shims/Makefile", Repository.Read("output", "linux-6.12-arm64", "shims", "Makefile")))!;

        Assert.Equal("modules of shims for arm64 with my-cc\n", Make(shims, "-s", "KDIR=../kernel", "CROSS_COMPILE=my-"));
        Assert.Equal("clean of shims for other with my-cc\n", Make(shims, "-s", "KDIR=../kernel", "ARCH=other", "CROSS_COMPILE=my-", "clean"));
    }

    [MakeFact]
    public void The_makefile_of_a_library_builds_what_can_be_loaded_and_called()
    {
        _folder.Write("include/small.h", "static inline int twice(int value) { return 2 * value; }\n");
        foreach (var file in Emit(Small, "libsmall").Where(file => file.Path.StartsWith("shims/", StringComparison.Ordinal)))
            _folder.Write(file.Path, file.Text);
        var shims = Path.Combine(_folder.Path, "shims");

        Assert.EndsWith(" -o libbindgen_shims.so shims.c -lsmall\n", Make(shims, "-n"), StringComparison.Ordinal);
        Make(shims, "CPPFLAGS=-I../include", "CFLAGS=-O1 -Wall -Wextra -Werror", "LDLIBS=");
        var library = NativeLibrary.Load(Path.Combine(shims, "libbindgen_shims.so"));
        try
        {
            Assert.Equal(42, Marshal.GetDelegateForFunctionPointer<Twice>(NativeLibrary.GetExport(library, "bindgen_twice"))(21));
        }
        finally
        {
            NativeLibrary.Free(library);
        }
        Make(shims, "clean");
        Assert.Equal(["Makefile", "shims.c"], Directory.GetFiles(shims).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("z", "-lz")]
    [InlineData("libz", "-lz")]
    [InlineData("libz.so.1", "-l:libz.so.1")]
    public void The_library_is_linked_by_the_name_that_it_is_loaded_by(string library, string option) =>
        Assert.Contains($"\nLDLIBS ?= {option}\n", Emit(Small, library).Single(file => file.Path == "shims/Makefile").Text, StringComparison.Ordinal);

    [Fact]
    public void Without_an_inline_function_that_is_wrapped_there_are_no_shims() =>
        Assert.DoesNotContain(Emit(Small with { Functions = [Small.Functions[0] with { Linkage = CLinkage.External }] }, "small"), file => file.Path.StartsWith("shims/", StringComparison.Ordinal));

    private static IEnumerable<GeneratedFile> Emit(CApi api, string library)
    {
        var diagnostics = new DiagnosticBag();
        var model = KernelModel.Raw(api) with { Library = library, Symbols = [.. api.Functions.Select(function => new SymbolFact(function, Disposition.Wrapped, "", "", null, null))] };
        var files = Emitter.Emit(model, null, diagnostics);
        Assert.Empty(diagnostics.ToSorted());
        return files;
    }

    private static string Make(string directory, params string[] arguments)
    {
        var run = ChildProcess.Run("make", directory, [("MAKEFLAGS", "")], ["--no-print-directory", .. arguments]);
        Assert.True(run.ExitCode == 0, run.Error + run.Output);
        return run.Output;
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int Twice(int value);
}

/// <summary>A test that needs make and a C compiler.</summary>
public sealed class MakeFactAttribute : FactAttribute
{
    public MakeFactAttribute() => Skip = CCompiler.Find("make") is null ? "make is not on the PATH" : CCompiler.Find("cc") is null ? "cc is not on the PATH" : null;
}
