using BindGen.Tests.Clang;
using Xunit;

namespace BindGen.Tests.EndToEnd;

/// <summary>Macros with parameters: C does not say their types, so whoever wants one called says them in a header of the project.</summary>
public sealed class MacroShimTests : IDisposable
{
    private readonly SmallKernel _kernel = new();

    public MacroShimTests()
    {
        _kernel.Write(_kernel.HeaderFile, "#define small_twice(x) (2 * (x))\n");
        _kernel.Write("small.bindgen", "project Small;\nlibrary \"small\";\numbrella \"umbrella.h\";\nrules \"small.rules\";\ntarget small { kernel 9.9; arch x86_64; }\noutput \"output/{target}\";\n");
        _kernel.Write("umbrella.h", "#include <linux/small.h>\n#include \"own.h\"\n");
        _kernel.Write("own.h", "static inline long own_twice(long value) { return small_twice(value); }\n");
    }

    public void Dispose() => _kernel.Dispose();

    [LibClangFact]
    public void A_rule_for_a_macro_is_told_what_to_write_instead()
    {
        _kernel.Write("small.rules", "header <linux/small.h>;\n\nfunctions Numbers {\n    small_twice(x) as Twice;\n}\n");

        var run = _kernel.Run("generate");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(["BG0300"], run.Errors);
        Assert.Contains("small.rules(4,5): error BG0300: 'small_twice' is a macro, and C does not say the types", run.Error, StringComparison.Ordinal);
        Assert.Contains("linux/small.h(1,1): 'small_twice' is declared here", run.Error, StringComparison.Ordinal);
        Assert.Contains("Write a 'static inline' function around it in a header of your own", run.Error, StringComparison.Ordinal);
    }

    [LibClangFact]
    public void An_inline_function_of_the_project_around_a_macro_gets_a_shim()
    {
        _kernel.Write("small.rules", "header <linux/small.h>, <own.h>;\n\nfunctions Numbers {\n    own_twice(value) as Twice;\n}\n");

        var run = _kernel.Run("generate");

        Assert.True(run.ExitCode == 0, run.Error);
        var shims = File.ReadAllText(_kernel.At("output/small/shims/shims.c"));
        Assert.Contains("#include <own.h>\n", shims, StringComparison.Ordinal);
        Assert.Contains("long bindgen_own_twice(long value)\n{\n    return own_twice(value);\n}\n", shims, StringComparison.Ordinal);
        Assert.Contains("EntryPoint = \"bindgen_own_twice\"", File.ReadAllText(_kernel.At("output/small/raw/own.cs")), StringComparison.Ordinal);
        Assert.Contains("Twice(", File.ReadAllText(_kernel.At("output/small/safe/Numbers.cs")), StringComparison.Ordinal);
    }
}
