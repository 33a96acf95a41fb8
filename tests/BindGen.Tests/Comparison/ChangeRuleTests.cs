using BindGen.Comparison;
using Xunit;

namespace BindGen.Tests.Comparison;

/// <summary>Each rule of the classification by an example of it, and the page that explains them.</summary>
public sealed class ChangeRuleTests
{
    /// <summary>The rule's name, the earlier version, the later one, and what is said.</summary>
    public static TheoryData<string, string, string, string> Declarations => new()
    {
        { "new", "", "function f\n() void\nexport m", "the function is new" },
        { "symbol gone", "function f\n() void\nexport m", "", "the function is gone" },
        { "symbol gone", "function f\n() void\ninline", "", "the inline function is gone" },
        { "symbol gone", "variable v\n: int\nexport m", "", "the variable is gone" },
        { "type gone", "struct s\nsize 4 align 4\n0 a int", "", "the struct is gone" },
        { "type gone", "typedef t\n= int", "", "the type is gone" },
        { "type not reached", "struct s\nsize 4 align 4\n0 a int", "header b.h", "the struct is gone, or not reached any more" },
        { "macro gone", "constant C\n= int 1", "", "the constant is gone" },
        { "macro gone", "macro m", "", "the macro is gone" },
        { "empty macro gone", "constant GUARD\n- expands to nothing", "", "the macro without parameters is gone" },
        { "macro to function", "macro f", "function f\n() void\nexport m", "was a macro, is a function" },
        { "shim to function", "function f\n(a int) void\nprototype", "function f\n(a int) void\nexport m", "was a macro, is a function" },
        { "function to macro", "function f\n() void\nexport m", "macro f", "was a function, is a macro" },
        { "constant to enumerator", "constant A\n= int 1", "enum e\n: unsigned int\nA = 1", "was a macro, is an enumerator of enum e" },
        { "other kind", "struct s\nsize 4 align 4\n0 a int", "union s\nsize 4 align 4\n0 a int", "was a struct, is a union" },
        { "other kind", "typedef t\n= int", "function t\n() void", "was the type, is the function" },
        { "other kind", "typedef t\n= int", "struct typedef.t\nsize 4 align 4\n0 a int\n\ntypedef t\n= struct typedef.t", "was another name of 'int', is the struct itself" },
        { "completed", "struct s", "struct s\nsize 4 align 4\n0 a int", "was declared only, is defined" },
        { "hidden", "struct s\nsize 4 align 4\n0 a int", "struct s", "was defined, is declared only" },
        { "symbol to inline", "function f\n() void\nexport m", "function f\n() void\ninline", "was a symbol, is inline" },
        { "inline to symbol", "function f\n() void\ninline", "function f\n() void\nexport m", "was inline, is a symbol" },
        { "symbol name", "function f\n() void\nsymbol f1\nexport m", "function f\n() void\nsymbol f2\nexport m", "its symbol was 'f1', is 'f2'" },
        { "exported", "function f\n() void", "function f\n() void\nexport-gpl m", "is exported by m for GPL modules" },
        { "export gone", "function f\n() void\nexport m", "function f\n() void", "is not exported any more" },
        { "GPL only", "function f\n() void\nexport m", "function f\n() void\nexport-gpl m", "is exported for GPL modules only" },
        { "GPL lifted", "variable v\n: int\nexport-gpl m", "variable v\n: int\nexport m", "is exported for all modules" },
        { "other module", "function f\n() void\nexport m", "function f\n() void\nexport n", "comes from n, no more from m" },
        { "thread-local", "variable v\n: int\nexport m", "variable v\n: int\nthread-local\nexport m", "every thread has its own" },
        { "parameter new", "function f\n(a int) void", "function f\n(a int, b int) void", "parameter 'b' is new" },
        { "parameter gone", "function f\n(owner *struct s, name *const char) void", "function f\n(name *const char) void", "parameter 'owner' is gone" },
        { "parameters reordered", "function f\n(a int, b int) void", "function f\n(b int, a int) void", "the order of the parameters was a, b, is b, a" },
        { "parameter renamed", "function f\n(a int, b int) void", "function f\n(a int, c int) void", "parameter 'b' is named 'c'" },
        { "parameter renamed", "function f\n(_ int) void", "function f\n(c int) void", "parameter 1 is named 'c'" },
        { "variadic", "function f\n(a int) void", "function f\n(a int, ...) void", "takes a variable number of arguments" },
        { "variadic no more", "function f\n(a int, ...) void", "function f\n(a int) void", "takes no variable number of arguments any more" },
        { "type spelled otherwise", "typedef t\n= int\n\nfunction f\n(a int) void", "typedef t\n= int\n\nfunction f\n(a t) void", "parameter 'a' was 'int', is 't'" },
        { "type spelled otherwise", "function f\n(a int) void", "function f\n(a const int) void", "parameter 'a' was 'int', is 'const int'" },
        { "qualifier that accepts more", "function f\n(a *char) void", "function f\n(a *const char) void", "parameter 'a' was 'char *', is 'const char *'" },
        { "qualifier that accepts more", "function f\n() *const char", "function f\n() *char", "the result was 'const char *', is 'char *'" },
        { "qualifier that accepts less", "function f\n(a *const char) void", "function f\n(a *char) void", "parameter 'a' was 'const char *', is 'char *'" },
        { "qualifier that accepts less", "function f\n() *char", "function f\n() *const char", "the result was 'char *', is 'const char *'" },
        { "qualifier that accepts less", "variable v\n: *char\nexport m", "variable v\n: *const char\nexport m", "was 'char *', is 'const char *'" },
        { "number of the same size", "function f\n(a int) void", "function f\n(a unsigned int) void", "parameter 'a' was 'int', is 'unsigned int'" },
        { "number of another size", "function f\n(a int) void", "function f\n(a long) void", "parameter 'a' was 'int', is 'long'" },
        { "number of another size", "typedef t\n= int", "typedef t\n= long", "was 'int', is 'long'" },
        { "to or from void pointer", "function f\n(a *void) void", "function f\n(a *struct s) void", "parameter 'a' was 'void *', is 'struct s *'" },
        { "qualifiers in a function pointer", "typedef t\n= *fn(*struct s) int", "typedef t\n= *fn(*const struct s) int", "was 'int (*)(struct s *)', is 'int (*)(const struct s *)'" },
        { "result instead of none", "function f\n() void", "function f\n() int", "the result was 'void', is 'int'" },
        { "array of another length", "variable v\n: [4]int\nexport m", "variable v\n: [8]int\nexport m", "was 'int [4]', is 'int [8]'" },
        { "another type", "function f\n(a *struct s) void", "function f\n(a *struct t) void", "parameter 'a' was 'struct s *', is 'struct t *'" },
        { "another type", "function f\n() int", "function f\n() void", "the result was 'int', is 'void'" },
        { "enumerator new", "enum e\n: unsigned int\nA = 0", "enum e\n: unsigned int\nA = 0\nB = 1", "'B' is new, 1" },
        { "enumerator gone", "enum e\n: unsigned int\nA = 0\nB = 1", "enum e\n: unsigned int\nA = 0", "'B' is gone, was 1" },
        { "enumerator renamed", "enum e\n: unsigned int\nA = 0\nB = 1", "enum e\n: unsigned int\nA = 0\nC = 1", "'B' is named 'C'" },
        { "value changed", "enum e\n: unsigned int\nA = 0\nB = 1", "enum e\n: unsigned int\nA = 0\nB = 2", "'B' was 1, is 2" },
        { "value changed", "constant C\n= int 1", "constant C\n= int 2", "was 1, is 2" },
        { "value changed", "constant A\n= int 1", "enum e\n: unsigned int\nA = 2", "was 1, is 2" },
        { "constant no more or only now", "constant C\n= int 1", "constant C\n- is not constant", "was a constant, is not constant" },
        { "constant of another type", "constant C\n= int 1", "constant C\n= unsigned long 1", "was int 1, is unsigned long 1" },
        { "enum of another type", "enum e\n: unsigned int\nA = 0", "enum e\n: unsigned long\nA = 0", "its values were 'unsigned int', are 'unsigned long'" },
        { "member new", "struct s\nsize 8 align 4\n0 a int", "struct s\nsize 8 align 4\n0 a int\n4 b int", "member 'b' is new: 'int'" },
        { "member gone", "struct s\nsize 8 align 4\n0 a int\n4 b int", "struct s\nsize 8 align 4\n0 a int", "member 'b' is gone: 'int'" },
        { "member renamed", "struct s\nsize 4 align 4\n0 a int", "struct s\nsize 4 align 4\n0 b int", "member 'a' is named 'b'" },
        {
            "member in an anonymous part", "struct s\nsize 4 align 4\n0 a int", "struct s\nsize 4 align 4\n0 _ union s.anon0\n\nunion s.anon0\nsize 4 align 4\n0 a int\n0 b int",
            "member 'a' is in an anonymous union, and where it was"
        },
        {
            "member in a named part", "struct s\nsize 4 align 4\n0 a int", "struct s\nsize 4 align 4\n0 inner struct s.inner\n\nstruct s.inner\nsize 4 align 4\n0 a int",
            "member 'a' is reached as 'inner.a', and where it was"
        },
        {
            "member in a named part", "struct s\nsize 4 align 4\n0 a int", "struct s\nsize 4 align 4\n0 inner struct t\n\nstruct t\nsize 4 align 4\n0 a int",
            "member 'a' is reached as 'inner.a', and where it was"
        },
        { "offset", "struct s\nsize 16 align 4\n0 a int\n4 b int", "struct s\nsize 16 align 4\n0 a int\n8 b int", "'b' was at 4, is at 8" },
        { "offset", "struct s\nsize 4 align 4\n0.0:3 a int", "struct s\nsize 4 align 4\n0.0:4 a int", "member 'a' was 3 bits wide, is 4 bits wide" },
        { "size", "struct s\nsize 4 align 4\n0 a int", "struct s\nsize 8 align 4\n0 a int", "its size was 4 bytes, is 8 bytes" },
        { "alignment", "struct s\nsize 8 align 4\n0 a int", "struct s\nsize 8 align 8\n0 a int", "its alignment was 4 bytes, is 8 bytes" },
    };

    public static TheoryData<string, string, string, string> Ownership => new()
    {
        { "who owns", "result=borrowed Device", "result=owned Device", "result was 'borrowed Device', is 'owned Device'" },
        { "who owns", "dev=borrowed Device", "dev=consumed Device on success", "dev was 'borrowed Device', is 'consumed Device on success'" },
        { "obligation", "result=owned Device", "result=owned Device, nullable", "result was 'owned Device', is 'owned Device, nullable'" },
        { "obligation", "dev=string, nullable", "dev=string", "dev was 'string, nullable', is 'string'" },
        { "obligation", "", "=requires DeviceLock", "now: requires DeviceLock" },
        { "obligation lifted", "dev=string", "dev=string, nullable", "dev was 'string', is 'string, nullable'" },
        { "obligation lifted", "result=owned Device, nullable", "result=owned Device", "result was 'owned Device, nullable', is 'owned Device'" },
        { "obligation lifted", "=may sleep", "", "no more: may sleep" },
    };

    public static TheoryData<string, string, string, string> Wrappers => new()
    {
        { "wrapper member new", "", "public int A() => 1;", "'C.A' of the safe layer is new" },
        { "wrapper member new", "public int A() => 1;", "public int A() => 1; public int A(int x) => 1;", "'C.A' of the safe layer is new" },
        { "wrapper member that must be given", "", "public required int A { get; init; }", "'C.A' of the safe layer is new, and must be given" },
        { "wrapper member gone", "public int A { get; }", "internal int A { get; }", "'C.A' of the safe layer is gone" },
        { "wrapper member changed", "public int A() => 1;", "public long A() => 1;", "'C.A' of the safe layer was 'public int A();', is 'public long A();'" },
        { "wrapper member changed", "public int A(int x) => 1;", "public int A(long x) => 1;", "'C.A' of the safe layer was 'public int A(int x);', is 'public int A(long x);'" },
        { "wrapper parameter may be given", "public int A(int x) => 1;", "public int A(int x, int y = 1) => 1;", "'C.A' of the safe layer may be given more: 'y'" },
        { "wrapper parameter renamed", "public int A(int x) => 1;", "public int A(int y) => 1;", "'C.A' of the safe layer names parameters otherwise: 'x' is 'y'" },
        { "wrapper value", "public enum E { A = 1 }", "public enum E { A = 2 }", "'C.E.A' of the safe layer has another value: 1, now 2" },
    };

    [Theory]
    [MemberData(nameof(Declarations))]
    public void What_C_declares_is_judged(string rule, string before, string after, string text)
    {
        var details = ApiText.Compare(before, after).Changes.SelectMany(change => change.Details).ToList();

        AssertDetail(rule, details, text);
        Assert.Empty(ApiText.Compare(before, before).Changes);
    }

    [Theory]
    [MemberData(nameof(Ownership))]
    public void Who_owns_what_is_judged(string rule, string before, string after, string text) =>
        AssertDetail(rule, [.. OwnershipComparison.Compare(Facts(before), Facts(after), isUsed: true, isWrapped: true)], text);

    [Theory]
    [MemberData(nameof(Wrappers))]
    public void What_the_safe_layer_shows_is_judged(string rule, string before, string after, string text) =>
        AssertDetail(rule, [.. WrapperComparison.Compare(WrapperSurfaceTests.Members(before), WrapperSurfaceTests.Members(after)).Select(found => found.Detail)], text);

    [Fact]
    public void Every_rule_has_an_example()
    {
        var examples = Declarations.Concat(Ownership).Concat(Wrappers).Select(row => (string)row[0]).ToHashSet();

        // By the tests of whole comparisons.
        examples.UnionWith(["annotation", "no rule", "rule new", "rule gone", "rule says something else"]);
        Assert.Equal(ChangeRule.All.Select(rule => rule.Id), ChangeRule.All.Select(rule => rule.Id).Distinct());
        Assert.Equal(ChangeRule.All.Select(rule => rule.Id).Order(StringComparer.Ordinal), examples.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_page_has_the_table() => Assert.Equal(
        ChangeRule.All.Select(rule => $"| {rule.Id} | {rule.Source.Word()} | {rule.Wrapper.Word()} | {rule.Binary.Word()} |"),
        Repository.Read("generator", "docs", "diff.md").Split('\n').Where(line => line.Split('|') is { Length: 7 } cells && cells[1].Trim() is not ("difference" or "---"))
            .Select(line => string.Join('|', line.Split('|')[..5]) + "|"));

    [Fact]
    public void What_nothing_generated_stands_on_does_not_break_it()
    {
        Assert.Equal(Verdict.Suspect, ChangeRule.Size.Detail("", isUsed: false).Verdicts.Binary);
        Assert.Equal(Verdict.Breaking, ChangeRule.Size.Detail("", isUsed: true).Verdicts.Binary);
        Assert.Equal(Verdict.Unaffected, ChangeRule.Spelling.Detail("", isUsed: false).Verdicts.Binary);
    }

    private static void AssertDetail(string rule, List<ChangeDetail> details, string text)
    {
        var expected = ChangeRule.All.Single(candidate => candidate.Id == rule).Detail(text).Verdicts;
        Assert.True(details.Exists(detail => detail.Text == text), $"{text} is not among: {string.Join("; ", details.Select(detail => detail.Text))}");
        Assert.Equal(expected, details.Find(detail => detail.Text == text)!.Verdicts);
    }

    private static List<OwnershipLine> Facts(string text) =>
        [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => new OwnershipLine(line.Split('=')[0], line.Split('=')[1]))];
}
