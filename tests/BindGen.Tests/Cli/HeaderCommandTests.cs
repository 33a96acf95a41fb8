using System.Text.Json;
using System.Text.RegularExpressions;
using BindGen.Diagnostics;
using BindGen.Rules;
using BindGen.Tests.Clang;
using VerifyXunit;
using Xunit;

namespace BindGen.Tests.Cli;

/// <summary><c>raw</c>, <c>model</c> and <c>list</c> as a user meets them, on small headers.</summary>
public sealed class HeaderCommandTests : IDisposable
{
    private const string Sample = """
        #include "parts/part.h"
        enum { SAMPLE_LIMIT = 7 };
        enum sample_mode { SAMPLE_OFF = -1, SAMPLE_ON };
        typedef struct { unsigned class : 3; int : 2; _Bool on : 1; struct part *parts[2]; } sample_t;
        struct sample_state;
        typedef int (*sample_call)(sample_t *, void *);
        const char *sample_name(const sample_t *sample);
        sample_t *sample_open(const char *, sample_call call, void *data);
        int sample_printf(sample_t *sample, const char *format, ...);
        static inline int sample_twice(int x) { return x + x; }
        int context(void);
        #define SAMPLE_VERSION "1.0"
        #define SAMPLE_MIN(a, b) ((a) < (b) ? (a) : (b))

        """;

    private readonly Workplace _work = new();

    public HeaderCommandTests()
    {
        _work.Write("include/sample.h", Sample);
        _work.Write("include/parts/part.h", "struct part { int size; double weight; };\nint part_size(struct part *part);\n");
    }

    public void Dispose() => _work.Dispose();

    [LibClangFact]
    public Task Raw_bindings_of_a_file()
    {
        var run = _work.RunInside("raw", "./include/sample.h");

        Assert.Equal(
            (0, "left out: sample_printf takes a variable number of arguments\nleft out: sample_twice is inline and no rule asks for a shim\n"
                + "sample.h: 3 functions, 2 records, 2 enums; 2 left out\n"
                + "bindings/Sample: namespace Sample, library \"sample\"; 2 files, 2 written, 0 unchanged, 0 removed\n", ""),
            (run.ExitCode, run.Output, run.Error));
        return Verifier.Verify(_work.Read("bindings/Sample/sample.cs") + _work.Read("bindings/Sample/parts/part.cs")).UseDirectory("Snapshots");
    }

    [LibClangFact]
    public void A_second_run_writes_nothing()
    {
        _work.Run("raw", "~/include/sample.h", "-o", "~/out");

        var again = _work.Run("raw", "~/include/sample.h", "-o", "~/out");

        Assert.Contains("~/out: namespace Sample, library \"sample\"; 2 files, 0 written, 2 unchanged, 0 removed\n", again.Output, StringComparison.Ordinal);
    }

    [LibClangFact]
    public void A_hyphen_stands_for_the_standard_output_where_all_is_one_text()
    {
        var run = _work.RunInside("raw", "./include/sample.h", "--also", "parts/*", "-o", "-");

        Assert.Equal(0, run.ExitCode);
        Assert.Single(Regex.Matches(run.Output, "^namespace Sample;$", RegexOptions.Multiline));
        Assert.Contains("public unsafe partial struct part\n", run.Output, StringComparison.Ordinal);
        Assert.Contains(" sample_open(", run.Output, StringComparison.Ordinal);
        Assert.Contains(" part_size(", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("\nstandard output: namespace Sample, library \"sample\"; 1 file, 0 written, 0 unchanged, 0 removed\n", run.Error, StringComparison.Ordinal);
        Assert.False(_work.Has("bindings") || _work.Has("-"));
    }

    [LibClangFact]
    public void Headers_that_differ_by_their_ending_alone_get_files_of_their_own()
    {
        _work.Write("ending/same", "int one(void);\n");
        _work.Write("ending/same.h", "int two(void);\n");
        _work.Write("ending/same.h.h", "int three(void);\n");

        var run = _work.Run("raw", "~/ending/same", "~/ending/same.h", "~/ending/same.h.h", "-o", "~/out", "--", "-I", "~/ending");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains(" one(", _work.Read("out/same.cs"), StringComparison.Ordinal);
        Assert.Contains(" two(", _work.Read("out/same.h_.cs"), StringComparison.Ordinal);
        Assert.Contains(" three(", _work.Read("out/same.h.cs"), StringComparison.Ordinal);
    }

    [LibClangFact]
    public void Constants_have_their_values_and_variables_their_types()
    {
        _work.Write("values.h", """
            #define LIMIT 18446744073709551615ull
            #define RATIO 0.5
            #define ENDLESS (1e308 * 10)
            #define NOTHING
            #define LATER not_declared
            #define GREETING "hello"
            extern volatile int state __asm__("state64");
            static const int copied = 1;

            """);

        var api = JsonDocument.Parse(_work.Run("model", "~/values.h", "--format", "json").Output).RootElement;
        var list = _work.Run("list", "~/values.h").Output;

        Assert.Equal(
            ["LIMIT integer 18446744073709551615", "RATIO float 0.5", "ENDLESS float infinity", "GREETING string hello"],
            api.GetProperty("constants").EnumerateArray().Select(constant => $"{constant.GetProperty("name")} {constant.GetProperty("kind")} {constant.GetProperty("value")}"));
        Assert.Equal(
            ["state volatile int state64", "copied const int "],
            api.GetProperty("globals").EnumerateArray().Select(global => $"{global.GetProperty("name")} {global.GetProperty("type")} {(global.TryGetProperty("symbol", out var symbol) ? symbol : "")}"));
        Assert.Equal(
            ["copied is a variable of each file that includes the header", "NOTHING expands to nothing", "LATER names what is not declared"],
            api.GetProperty("skipped").EnumerateArray().Select(item => $"{item.GetProperty("name")} {item.GetProperty("reason")}"));
        Assert.Contains("\n#   LIMIT = unsigned long long 18446744073709551615\n#   RATIO = double 0.5\n", list, StringComparison.Ordinal);
        Assert.Contains("\n# Variables, whose addresses the raw layer gives:\n#   state volatile int\n", list, StringComparison.Ordinal);
        Assert.Contains("\n#   LATER names what is not declared\n", list, StringComparison.Ordinal);
    }

    [LibClangFact]
    public void Options_name_the_namespace_the_library_and_the_directory()
    {
        var run = _work.Run("raw", "sample.h", "-o", "~/out", "-n", "My.Bindings", "-l", "libsample.so.1", "--", "-I", "~/include");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("\nnamespace My.Bindings;\n", _work.Read("out/sample.cs"), StringComparison.Ordinal);
        Assert.Contains("[DllImport(\"libsample.so.1\", ExactSpelling = true)]", _work.Read("out/sample.cs"), StringComparison.Ordinal);
    }

    [LibClangFact]
    public void A_header_is_named_as_include_finds_it()
    {
        _work.Write("include/lib/deep.h", "int deep(void);\n");

        var run = _work.Run("raw", "~/include/lib/deep.h", "-o", "~/out", "--", "-I~/include");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.True(_work.Has("out/lib/deep.cs"));
    }

    [LibClangFact]
    public void Included_headers_are_bound_when_a_pattern_names_them()
    {
        Assert.DoesNotContain("part_size", _work.Run("model", "~/include/sample.h").Output, StringComparison.Ordinal);

        var run = _work.Run("model", "~/include/sample.h", "--also", "parts/*");

        Assert.Contains("header sample.h\nheader parts/part.h\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("\nfunction part_size\n", run.Output, StringComparison.Ordinal);
        Assert.Equal(_work.Run("model", "~/include/sample.h", "--also", "*").Output, run.Output);
    }

    [LibClangFact]
    public void Clang_gets_what_follows_two_dashes()
    {
        _work.Write("which.h", "#ifdef WIDE\nlong value(void);\n#else\nint value(void);\n#endif\n");

        Assert.Contains("\n  () int\n", _work.Run("model", "~/which.h").Output, StringComparison.Ordinal);
        Assert.Contains("\n  () long\n", _work.Run("model", "~/which.h", "--", "-DWIDE").Output, StringComparison.Ordinal);
        Assert.Contains("\ntarget aarch64-linux-gnu\n", _work.Run("model", "~/which.h", "--", "--target=aarch64-linux-gnu").Output, StringComparison.Ordinal);
    }

    [LibClangFact]
    public Task Model_as_json()
    {
        var run = _work.Run("model", "~/include/sample.h", "--format", "json");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal(["sample_printf", "sample_twice", "SAMPLE_MIN"], json.RootElement.GetProperty("skipped").EnumerateArray().Select(item => item.GetProperty("name").GetString()));
        return Verifier.Verify(run.Output).UseDirectory("Snapshots");
    }

    [LibClangFact]
    public void A_captured_api_is_read_like_the_headers()
    {
        _work.Write("sample.api", _work.Run("model", "~/include/sample.h").Output);

        Assert.Equal(_work.Read("sample.api"), _work.Run("model", "~/sample.api").Output);
        Assert.Equal(_work.Run("model", "~/include/sample.h", "-f", "json").Output, _work.Run("model", "~/sample.api", "-f", "json").Output);
        Assert.Equal(_work.Run("list", "~/include/sample.h").Output, _work.Run("list", "~/sample.api").Output);
    }

    [LibClangFact]
    public Task Rules_to_begin_with()
    {
        var run = _work.Run("list", "~/include/sample.h", "--also", "*");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        AssertParses(run.Output);
        return Verifier.Verify(run.Output).UseDirectory("Snapshots");
    }

    [LibClangFact]
    public void A_draft_goes_to_the_standard_output_or_to_a_file()
    {
        _work.Write("lamp.h", "struct lamp; struct lamp *lamp_ref(struct lamp *lamp); void lamp_unref(struct lamp *lamp);\n");

        var draft = _work.Run("suggest", "~/lamp.h");
        var written = _work.Run("suggest", "~/lamp.h", "-o", "~/lamp.rules");

        Assert.Equal((0, ""), (draft.ExitCode, draft.Error));
        Assert.EndsWith("\nhandle Lamp = struct lamp {\n    refcounted lamp_ref / lamp_unref;           # evidence: name pair lamp_ref/lamp_unref\n}\n", draft.Output, StringComparison.Ordinal);
        Assert.Equal(new ToolRun(0, "", ""), written);
        Assert.Equal(draft.Output, _work.Read("lamp.rules"));
        Assert.Equal(["BG0002"], _work.Run("suggest", "~/lamp.h", "-o", "~/lamp.h/place").Errors);
    }

    [Fact]
    public void Rules_for_a_kernel_parse()
    {
        var list = ToolRun.Of("list", Repository.PathOf("headers", "linux", "6.12", "linux.api"));

        Assert.Equal((0, ""), (list.ExitCode, list.Error));
        AssertParses(list.Output);
        Assert.Equal(list.Output, RulesFormatter.Format("list.rules", list.Output, new DiagnosticBag()));
        AssertParses(list.Output.Replace("# handle", "handle", StringComparison.Ordinal));
        AssertParses(list.Output.Replace("# record", "record", StringComparison.Ordinal));
    }

    [KernelFact("6.12")]
    public void Headers_of_a_kernel_need_no_flags()
    {
        var run = ToolRun.Of("model", "linux/io-pgtable.h", "--kernel", "6.12");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("\nsource linux 6.12.", run.Output, StringComparison.Ordinal);
        Assert.Contains("\nfunction alloc_io_pgtable_ops\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("\n  export", run.Output, StringComparison.Ordinal);
    }

    [LibClangFact]
    public void An_error_is_at_the_place_that_the_user_named()
    {
        _work.Write("include/bad.h", "int f(void);\nint g(nothing x);\n");

        var run = _work.RunInside("raw", "./include/bad.h");

        Assert.Equal((3, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("./include/bad.h(2,7): error BG0102: unknown type name 'nothing'\n    int g(nothing x);\n          ^\n", run.Error, StringComparison.Ordinal);
        Assert.False(_work.Has("bindings"));
    }

    [LibClangFact]
    public void A_header_that_nobody_finds()
    {
        var run = _work.Run("raw", "no-such.h");

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Equal(["BG0001"], run.Errors);
    }

    [LibClangFact]
    public void Pointers_of_four_bytes_are_no_target_of_the_raw_layer()
    {
        _work.Write("pointer.h", "struct pointer { void *p; };\n");

        Assert.Contains("\n  size 4 align 4\n", _work.Run("model", "~/pointer.h", "--", "-m32").Output, StringComparison.Ordinal);
        foreach (var target in new[] { "-m32", "--target=i686-linux-gnu", "--target=x86_64-linux-gnux32", "--target=x86_64-w64-windows-gnu" })
        {
            var run = _work.Run("raw", "~/pointer.h", "-o", "~/out", "--", target);
            Assert.Equal((1, ""), (run.ExitCode, run.Output));
            Assert.Equal(["BG0308"], run.Errors);
        }
        Assert.False(_work.Has("out"));
    }

    [LibClangFact]
    public void A_kernel_that_is_not_there()
    {
        var run = _work.Run("model", "linux/device.h", "--kernel", "2.4");

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Equal(["BG0003"], run.Errors);
    }

    private static void AssertParses(string rules)
    {
        var diagnostics = new DiagnosticBag();
        RulesParser.Parse("list.rules", rules, diagnostics);
        Assert.Empty(diagnostics.ToSorted());
    }
}
