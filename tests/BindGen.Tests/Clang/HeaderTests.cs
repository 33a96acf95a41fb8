using System.Collections.Immutable;
using BindGen.Clang;
using BindGen.Diagnostics;
using BindGen.Model;
using Xunit;

namespace BindGen.Tests.Clang;

/// <summary>Which headers count, what they reach, and what they are called.</summary>
public sealed class HeaderTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("bindgen-headers").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [LibClangFact]
    public void Functions_and_macros_come_from_selected_headers_and_types_from_everywhere()
    {
        Write("include/lib/a.h", "#include \"b.h\"\n#include <c.h>\n#define A 1\n#define A_OF(x) x\nint a(struct b *p, c_t q);\nstruct unused_a { int x; };\n");
        Write("include/lib/b.h", "#define B 1\nenum e { E };\nstruct b { struct b2 *p; enum e v; };\nstruct b2 { int x; };\nstruct not_reached { int x; };\nint b(void);\n");
        Write("include/c.h", "typedef int c_t; typedef int not_reached_t;\n");

        var api = Parse(["lib/a.h"], "include");

        Assert.Equal(["a"], api.Functions.Select(function => function.Name));
        Assert.Equal([("A", false), ("A_OF", true)], api.Macros.Select(macro => (macro.Name, macro.IsFunctionLike)));
        Assert.Equal(["lib/a.h:6 unused_a", "lib/b.h:3 b", "lib/b.h:4 b2"], api.Records.Select(Place));
        Assert.Equal(["c.h:1 c_t"], api.Typedefs.Select(Place));
        Assert.Equal(["lib/b.h:2 e"], api.Enums.Select(Place));
        Assert.Equal("lib/a.h", Assert.Single(api.Headers));
    }

    [LibClangFact]
    public void Everything_is_in_the_order_of_headers_and_lines()
    {
        Write("z.h", "int z2(void);\nint z1(void);\n");
        Write("a.h", "int a2(void); int a1(void);\n");

        Assert.Equal(["a1", "a2", "z2", "z1"], Parse(["z.h", "a.h"], "").Functions.Select(function => function.Name));
    }

    [LibClangFact]
    public void A_header_is_selected_even_when_another_one_included_it_first()
    {
        Write("a.h", "#include \"b.h\"\n");
        Write("b.h", "#ifndef B\n#define B\nint b(void);\n#endif\n");

        Assert.Equal(["b.h:3 b"], Parse(["a.h", "b.h"], "").Functions.Select(Place));
    }

    [LibClangFact]
    public void A_header_has_the_shortest_name_that_finds_it()
    {
        Write("include/uapi/linux/only.h", "struct only { int x; };\n");
        Write("include/uapi/linux/both.h", "struct uapi_both { int x; };\n");
        Write("include/linux/both.h", "#include <uapi/linux/both.h>\nstruct both { struct uapi_both x; };\n");
        Write("include/top.h", "#include <uapi/linux/only.h>\n#include <linux/both.h>\nvoid f(struct only *a, struct both *b);\n");

        Assert.Equal(
            ["linux/both.h:2 both", "linux/only.h:1 only", "uapi/linux/both.h:1 uapi_both"],
            Parse(["top.h"], "include", "include/uapi").Records.Select(Place));
    }

    [LibClangFact]
    public void A_header_keeps_the_name_under_which_it_was_selected()
    {
        Write("include/uapi/linux/a.h", "void f(void);\n");

        Assert.Equal(["uapi/linux/a.h:1 f"], Parse(["uapi/linux/a.h"], "include", "include/uapi").Functions.Select(Place));
        Assert.Equal(["linux/a.h:1 f"], Parse(["linux/a.h"], "include", "include/uapi").Functions.Select(Place));
    }

    [LibClangFact]
    public void A_tag_that_a_prototype_names_first_is_the_one_that_another_header_defines()
    {
        Write("a.h", "void f(struct late *p, enum soon s);\n#include \"b.h\"\n");
        Write("b.h", "struct late { int a; };\nenum soon { SOON };\nstruct unrelated { int a; };\n");

        var api = Parse(["a.h"], "");

        Assert.Equal(["b.h:1 late"], api.Records.Select(Place));
        Assert.Equal(4, Assert.Single(api.Records).Size);
        Assert.Equal(["b.h:2 soon"], api.Enums.Select(Place));
        Assert.Equal("SOON", Assert.Single(Assert.Single(api.Enums).Values).Name);
    }

    [LibClangFact]
    public void A_typedef_that_a_library_and_the_compiler_declare_is_the_librarys()
    {
        Write("a.h", "#include <stdarg.h>\n#include <library.h>\nvoid f(va_list a);\n");
        Write("library.h", "\ntypedef __builtin_va_list va_list;\n");

        Assert.Equal(["library.h:2 va_list"], Parse(["a.h"], "").Typedefs.Select(Place));
    }

    [LibClangFact]
    public void Headers_of_the_compiler_have_a_name_of_their_own()
    {
        Write("a.h", "#include <stddef.h>\nsize_t f(void);\n");

        Assert.Equal(new CLocation("<compiler>/stddef.h", 0), Assert.Single(Parse(["a.h"], "").Typedefs).Location);
    }

    [LibClangFact]
    public void A_header_beside_the_includer_is_named_from_where_names_begin()
    {
        Write("src/lib/a.h", "#include \"detail/b.h\"\nvoid f(struct b *p);\n");
        Write("src/lib/detail/b.h", "struct b { int x; };\n");
        var umbrella = Path.Combine(_root, "src", "umbrella.h");
        var request = new ParseRequest(
            umbrella, "#include \"lib/a.h\"\n", ["lib/a.h"], ClangArguments.ForLibrary(TestHeader.LibClang, TestHeader.Target.Triple, []), TestHeader.Target);

        var (api, diagnostics) = TestHeader.TryParse(request);

        Assert.Empty(diagnostics);
        Assert.Equal(["lib/a.h:2 f"], api!.Functions.Select(Place));
        Assert.Equal(["lib/detail/b.h:1 b"], api.Records.Select(Place));
    }

    [LibClangFact]
    public void No_declaration_stands_at_a_path_of_this_machine_and_an_error_does_when_it_was_asked_for_by_path()
    {
        Write("a.h", "struct a { int x; };\n");
        var path = Path.Combine(_root, "a.h");
        ParseRequest Request(string text) => new(
            Path.Combine(_root, "umbrella.h"), text, [path], ClangArguments.ForLibrary(TestHeader.LibClang, TestHeader.Target.Triple, []), TestHeader.Target);

        Assert.Equal("a.h:1 a", Place(Assert.Single(TestHeader.TryParse(Request($"#include \"{path}\"\n")).Api!.Records)));
        Assert.Equal(Path.Combine(_root, "umbrella.h"), Assert.Single(TestHeader.TryParse(Request("missing_t x;\n")).Diagnostics).Span!.Value.File);
    }

    [LibClangFact]
    public void A_macro_that_is_defined_again_is_what_it_was_last()
    {
        Write("a.h", "#define X 1\n#define Y(y) y\n#undef X\n#undef Y\n#define X(y) y\n#define Y 1\n#ifdef NEVER\n#define Z\n#endif\n");

        Assert.Equal([("X", 5, true), ("Y", 6, false)], Parse(["a.h"], "").Macros.Select(macro => (macro.Name, macro.Location.Line, macro.IsFunctionLike)));
    }

    [LibClangFact]
    public void Every_error_of_every_header_is_reported_with_its_place_and_there_is_no_result()
    {
        Write("include/a.h", "#include <b.h>\n#include <gone.h>\nint f(unknown_t x);\n");
        Write("include/b.h", "struct s {\n    int x;\n    missing_t y;\n};\nint g(int int);\n");

        var (api, diagnostics) = TryParse(["a.h"], "include");

        Assert.Null(api);
        Assert.All(diagnostics, diagnostic => Assert.Equal(DiagnosticKinds.HeaderError, diagnostic.Kind));
        Assert.Equal(["a.h(2,10)", "a.h(3,7)", "b.h(3,5)", "b.h(5,11)"], diagnostics.Select(diagnostic => diagnostic.Span!.Value.ToString()));
        Assert.Equal("'gone.h' file not found", diagnostics[0].Message);
    }

    [LibClangFact]
    public void More_errors_than_compilers_like_are_reported_too()
    {
        Write("a.h", string.Concat(Enumerable.Range(0, 50).Select(i => $"missing_t{i} f{i}(void);\n")));

        Assert.Equal(50, TryParse(["a.h"], "").Diagnostics.Length);
    }

    [LibClangFact]
    public void Warnings_are_no_findings()
    {
        Write("a.h", "#warning careful\nint f();\n#define X 1\n#define X 2\n");

        Assert.Empty(TryParse(["a.h"], "").Diagnostics);
    }

    [LibClangFact]
    public void Several_parses_may_run_at_the_same_time()
    {
        var text = string.Concat(Enumerable.Range(0, 200).Select(i => $"typedef struct {{ int a : {(i % 31) + 1}; }} t{i}; void f{i}(t{i} *p);\n"));
        var expected = TestHeader.Parse(text);

        Parallel.For(0, 8, _ => Assert.Equal(expected, TestHeader.Parse(text)));
    }

    [LibClangFact]
    public void Arguments_that_the_compiler_refuses_are_reported()
    {
        var (api, diagnostics) = TestHeader.TryParse(TestHeader.Request(TestHeader.LibClang, "int f(void);", "--target=no-such-machine"));

        Assert.Null(api);
        Assert.NotEmpty(diagnostics);
        Assert.All(diagnostics, diagnostic => Assert.Equal(Severity.Error, diagnostic.Kind.Severity));
    }

    private CApi Parse(ImmutableArray<string> headers, params string[] directories)
    {
        var (api, diagnostics) = TryParse(headers, directories);
        Assert.Empty(diagnostics);
        return api!;
    }

    private (CApi? Api, ImmutableArray<Diagnostic> Diagnostics) TryParse(ImmutableArray<string> headers, params string[] directories) =>
        TestHeader.TryParse(ParseRequest.ForHeaders(
            headers,
            ClangArguments.ForLibrary(TestHeader.LibClang, TestHeader.Target.Triple, directories.Select(directory => $"-I{Path.Combine(_root, directory)}")),
            TestHeader.Target));

    private void Write(string name, string text)
    {
        var path = Path.Combine(_root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private static string Place(CDeclaration declaration) => $"{declaration.Location.Header}:{declaration.Location.Line} {declaration.Name}";
}
