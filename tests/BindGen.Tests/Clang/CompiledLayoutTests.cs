using BindGen.Clang;
using BindGen.Kernels;
using BindGen.Model;
using Xunit;

namespace BindGen.Tests.Clang;

/// <summary>Every size, offset, bitfield and enum value that was captured, judged by the C compilers of this machine.</summary>
public sealed class CompiledLayoutTests
{
    private const string ManyForms = """
        #include <stdint.h>
        typedef unsigned u32;
        struct bits { unsigned a : 3; unsigned : 2; int b : 4; unsigned : 0; _Bool c : 1; int : 31; unsigned short d : 7; uint64_t e : 40, f : 20, g : 5; };
        struct packed_bits { char a; u32 b : 7, c : 13; uint64_t d : 33; } __attribute__((packed));
        struct both { char a; int b; short c; } __attribute__((packed, aligned(4)));
        struct line { char a; } __attribute__((__aligned__(64)));
        struct two { char a; struct line b; int c __attribute__((aligned(128))); struct { u32 x : 9; union { long y; struct { u32 z : 4, w : 6; }; }; } m, n[3]; };
        struct none {}; struct flex { int n; long a[]; }; struct holds { long a; struct none b; struct { int c : 2; } d; struct flex e; };
        union u { char a[5]; double b; struct { u32 c : 1, d : 30; }; unsigned __int128 e; };
        typedef struct { long double a; _Complex float b; float c __attribute__((vector_size(16))); enum { X = -1, Y = 0x7fffffff } d : 32; } mixed_t;
        enum negative { N = -1 }; enum wide { W = 0x8000000000000000ull }; enum small { S = 200 } __attribute__((packed));
        int plain(const char *text, u32 *const *list, struct bits bits, mixed_t (*call)(int [3], ...), enum wide w, union u us[2]);
        static inline const struct line *inlined(void) { return 0; }
        struct with_enums { enum negative a; enum wide b; enum small c; enum negative d : 5; enum small e : 8; };
        """;

    [LibClangFact]
    public void Compilers_agree_with_small_headers()
    {
        var assertions = LayoutAssertions.Of(TestHeader.Parse(ManyForms), ManyForms + "\n");

        Assert.InRange(assertions.Count, 100, 1000);
        Assert.NotEmpty(CCompiler.Installed());
        Assert.All(CCompiler.Installed(), compiler => compiler.AssertTrue(assertions, ["-std=gnu11"]));
    }

    [LibClangFact]
    public void Compilers_agree_with_small_headers_for_arm64()
    {
        var text = ManyForms + "\nstruct with_list { char a; __builtin_va_list b; };\n";
        var request = TestHeader.Request(TestHeader.LibClang, text);
        var arm64 = new CTarget("aarch64-linux-gnu", "", false);
        var (api, diagnostics) = TestHeader.TryParse(request with { Target = arm64, Arguments = ClangArguments.ForLibrary(TestHeader.LibClang, arm64.Triple, ["-ffreestanding"]) });
        Assert.Empty(diagnostics);

        Assert.Equal("40/8 { 0 a char; 64 b __builtin_va_list }", api!.Layout("with_list"));
        var assertions = LayoutAssertions.Of(api!, text);
        Assert.All(CompilersFor(arm64.Triple), compiler => compiler.AssertTrue(assertions, ["-std=gnu11", "-ffreestanding", $"--target={arm64.Triple}"]));
    }

    [LibClangFact]
    public void Compilers_disagree_when_a_layout_is_wrong()
    {
        AssertRefused(api => ChangeField(api, field => field with { BitOffset = field.BitOffset + 8 }));
        AssertRefused(api => ChangeField(api, field => field with { BitWidth = field.BitWidth + 1 }));
        AssertRefused(api => api with { Records = [.. api.Records.Select(record => record with { Size = record.Size + 1 })] });
        AssertRefused(api => api with { Enums = [.. api.Enums.Select(item => item with { Values = [.. item.Values.Select(value => value with { Value = 7 })] })] });
        AssertRefused(api => api with { Functions = [.. api.Functions.Select(function => function with { Result = new CPointerType(function.Result) })] });
    }

    private static CApi ChangeField(CApi api, Func<CField, CField> change) =>
        api with { Records = [.. api.Records.Select(record => record.Name == "bits" ? record with { Fields = [.. record.Fields.Select(change)] } : record)] };

    private static void AssertRefused(Func<CApi, CApi> change)
    {
        var wrong = LayoutAssertions.Of(change(TestHeader.Parse(ManyForms)), ManyForms + "\n");
        Assert.All(CCompiler.Installed(), compiler => Assert.ThrowsAny<Exception>(() => compiler.AssertTrue(wrong, ["-std=gnu11"])));
    }

    [KernelFact("6.1")]
    public void Compilers_agree_with_linux_6_1() => AssertKernel("6.1");

    [KernelFact("6.12")]
    public void Compilers_agree_with_linux_6_12()
    {
        var api = AssertKernel("6.12");

        Assert.Equal(9792, api.Record("task_struct").Size);
        Assert.Equal(768, api.Record("device").Size);
    }

    [KernelFact("6.1", KernelHeaders.Arm64)]
    public void Compilers_agree_with_linux_6_1_for_arm64() => AssertKernel("6.1", KernelHeaders.Arm64);

    [KernelFact("6.12", KernelHeaders.Arm64)]
    public void Compilers_agree_with_linux_6_12_for_arm64() => AssertKernel("6.12", KernelHeaders.Arm64);

    private static CApi AssertKernel(string series, string arch = KernelHeaders.X64)
    {
        var tree = KernelTree.Find(series, arch)!;
        var request = KernelHeaders.Request(series, arch, TestHeader.LibClang);
        var (api, diagnostics) = TestHeader.TryParse(request);
        Assert.Empty(diagnostics);

        var assertions = LayoutAssertions.Of(api!, request.UmbrellaText);
        Assert.InRange(assertions.Count, 5000, 20000);
        Assert.All(CompilersFor(tree.Arch.Triple), compiler => compiler.AssertTrue(assertions, Arguments(tree, compiler)));
        return api!;
    }

    /// <summary>The compilers that can compile for a machine: a gcc compiles for its own alone.</summary>
    private static IEnumerable<CCompiler> CompilersFor(string triple) =>
        CCompiler.Installed().Where(compiler => !compiler.IsGcc || triple == "x86_64-linux-gnu");

    /// <summary>The kernel's inline assembler only compiles with some optimization and at the kernel's own addresses.</summary>
    internal static IEnumerable<string> Arguments(KernelTree tree, CCompiler compiler) =>
        tree.Arguments(compiler.ResourceInclude()).Where(argument => !compiler.IsGcc || !argument.StartsWith("--target", StringComparison.Ordinal))
            .Concat(["-O1", "-fno-pie"])
            .Concat(tree.Arch.Name == KernelHeaders.X64 ? ["-mcmodel=kernel"] : []);
}
