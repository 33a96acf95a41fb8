using Xunit;

namespace BindGen.Tests.Clang;

/// <summary>What is captured is a fact about the headers, not about the libclang that read them.</summary>
public sealed class VersionTests
{
    private const string EveryForm = """
        #include <stdarg.h>
        #include <stddef.h>
        struct s { enum { A, B }; int x; enum { C } e; struct { int q; } m, *n; union { int u1; struct { int u2; } inner; struct { char u3; }; };
            struct named { int z; } nm; unsigned int : 3; unsigned int b1 : 2; unsigned : 0; unsigned b2 : 5; __extension__ struct { int ext; };
            const struct { int cs; }; };
        typedef unsigned u32; struct t { u32 : 4; u32 u32 : 4; };
        typedef struct { int a; } A_t, *B_p; typedef struct { int only; } *only_p; typedef enum { E1 = -1 } e_t; enum { LOOSE = 7 }; typedef int foo_after;
        struct { int v; } var; struct { int r; } fun(struct { int p; } x); void v(__typeof__(var) *p);
        typedef void (attr_fn)(int) __attribute__((noreturn)); typedef int (*paren_fn)(char);
        typedef int *__attribute__((aligned(8))) place; typedef u32 __attribute__((aligned(2))) low;
        struct u { attr_fn *a; paren_fn b; __typeof__(((struct s*)0)->m) tm; _Atomic(int) at; _Atomic(struct named) as; _Complex double cd;
            float v4 __attribute__((vector_size(16))); unsigned _BitInt(17) bi; place p; low l; };
        struct flex { int n; u32 a[] __attribute__((counted_by(n))); }; struct zero { u32 n, a[0]; };
        int old(); va_list *list(va_list a, size_t n, int m[n], int k[static 3]); enum late *first(enum late { LATE } e); struct hidden *h(struct hidden **);
        #define OBJECT 1
        #define FUNCTION(x) x
        FUNCTION(static inline int i(void) { return 0; })
        """;

    [BothLibClangsFact]
    public void Versions_14_and_19_understand_the_same() => AssertSame(version => OtherLibClang.Capture(version, EveryForm));

    [BothLibClangsFact]
    public void Versions_14_and_19_understand_the_same_of_every_macro() => AssertSame(version => OtherLibClang.Capture(version, EveryMacro.Text));

    [KernelWithBothLibClangsFact("6.1")]
    public void Versions_14_and_19_understand_the_same_of_linux_6_1() => AssertSame(version => OtherLibClang.CaptureKernel(version, "6.1", KernelHeaders.X64));

    [KernelWithBothLibClangsFact("6.12")]
    public void Versions_14_and_19_understand_the_same_of_linux_6_12() => AssertSame(version => OtherLibClang.CaptureKernel(version, "6.12", KernelHeaders.X64));

    [KernelWithBothLibClangsFact("6.1", KernelHeaders.Arm64)]
    public void Versions_14_and_19_understand_the_same_of_linux_6_1_for_arm64() =>
        AssertSame(version => OtherLibClang.CaptureKernel(version, "6.1", KernelHeaders.Arm64));

    [KernelWithBothLibClangsFact("6.12", KernelHeaders.Arm64)]
    public void Versions_14_and_19_understand_the_same_of_linux_6_12_for_arm64() =>
        AssertSame(version => OtherLibClang.CaptureKernel(version, "6.12", KernelHeaders.Arm64));

    private static void AssertSame(Func<int, string> capture)
    {
        var (older, olderText) = Split(capture(14));
        var (newer, newerText) = Split(capture(19));

        Assert.Equal(("14", "19"), (older, newer));
        Assert.Contains("struct ", olderText, StringComparison.Ordinal);
        Assert.Equal(olderText, newerText);
    }

    private static (string Version, string Text) Split(string capture) =>
        (capture[..capture.IndexOf('\n')], capture[(capture.IndexOf('\n') + 1)..]);
}
