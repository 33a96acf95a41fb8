using BindGen.Tests.Clang;
using Xunit;

namespace BindGen.Tests.EndToEnd;

/// <summary>Macros with parameters: C does not say their types, so whoever wants one called says them, in a rule or in a header of the project.</summary>
public sealed class MacroShimTests : IDisposable
{
    private readonly SmallKernel _kernel = new();

    public MacroShimTests()
    {
        _kernel.Write(_kernel.HeaderFile, "#define small_twice(x) (2 * (x))\n");
        _kernel.Write("small.bindgen", "project Small;\nlibrary \"small\";\numbrella \"umbrella.h\";\nrules \"small.rules\";\n\ntarget small {\n    kernel 9.9;\n    arch x86_64;\n}\n\noutput \"output/{target}\";\n");
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
        Assert.Contains("prototype \"RESULT small_twice(TYPE PARAMETER)\";", run.Error, StringComparison.Ordinal);
    }

    [LibClangFact]
    public void A_macro_with_a_prototype_gets_a_shim_and_needs_no_headers_afterwards()
    {
        _kernel.Write("small.rules", "header <linux/small.h>;\nprototype \"long small_twice(long value)\", since 9.9;\n\nfunctions Numbers {\n    small_twice(value) as Twice;\n}\n");

        var run = _kernel.Run("generate");

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("long bindgen_small_twice(long bindgen_value)\n{\n    return small_twice(bindgen_value);\n}\n", File.ReadAllText(_kernel.At("output/small/shims/shims.c")), StringComparison.Ordinal);
        Assert.Contains("public static nint Twice(nint value)", File.ReadAllText(_kernel.At("output/small/safe/Numbers.cs")), StringComparison.Ordinal);
        Assert.Contains("\nfunction small_twice\n  at linux/small.h:1\n  (value long) long\n  prototype\n", File.ReadAllText(_kernel.At("9.9/small.api")), StringComparison.Ordinal);
        var again = _kernel.Run("check", "--from", "api");
        Assert.True(again.ExitCode == 0, again.Error);
    }

    [LibClangFact]
    public void A_capture_made_before_the_prototype_was_written_does_not_do()
    {
        const string rules = "header <linux/small.h>;\nfunctions Numbers {\n    small_add(left, right);\n}\n";
        _kernel.Write(_kernel.HeaderFile, "#define small_twice(x) (2 * (x))\nint small_add(int left, int right);\n");
        _kernel.Write("small.rules", rules);
        Assert.Equal(0, _kernel.Run("generate").ExitCode);
        _kernel.Write("small.rules", rules + "prototype \"long small_twice(long value)\";\n");

        var run = _kernel.Run("generate", "--from", "api");

        Assert.Equal(["BG0300"], run.Errors);
        Assert.Contains("small.rules(5,11): error BG0300: the captured API was made without the prototype of 'small_twice'", run.Error, StringComparison.Ordinal);
    }

    [LibClangFact]
    public void A_prototype_that_does_not_fit_the_headers_is_an_error_at_its_own_line()
    {
        _kernel.Write(_kernel.HeaderFile, "#define small_twice(x) (2 * (x))\nint small_add(int left, int right);\n");
        _kernel.Write(
            "small.rules",
            "header <linux/small.h>;\nprototype \"struct missing small_twice(no_type value)\";\n");
        var refused = _kernel.Run("generate");
        _kernel.Write(
            "small.rules",
            "header <linux/small.h>;\nprototype \"long small_thrice(long value)\";\nprototype \"int small_add(int left, int right)\";\nprototype \"int small_twice(struct small **x)\";\n");
        var unfit = _kernel.Run("generate");

        Assert.Equal(["BG0105"], refused.Errors);
        Assert.Contains("small.rules(2,11): error BG0105: the compiler refuses the prototype of 'small_twice': unknown type name 'no_type'", refused.Error, StringComparison.Ordinal);
        Assert.Equal(["BG0105", "BG0105", "BG0105"], unfit.Errors);
        Assert.Contains("small.rules(4,11): error BG0105: the prototype of 'small_twice' names 'struct small', which no header declares", unfit.Error, StringComparison.Ordinal);
        Assert.Contains("small.rules(2,11): error BG0105: the headers have neither a macro nor a function 'small_thrice'", unfit.Error, StringComparison.Ordinal);
        Assert.Contains("small.rules(3,11): error BG0105: 'small_add' is a function, and its header says the types", unfit.Error, StringComparison.Ordinal);
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
