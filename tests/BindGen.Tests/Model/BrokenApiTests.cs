using BindGen.Diagnostics;
using BindGen.Model;
using Xunit;

namespace BindGen.Tests.Model;

/// <summary>A file that is no <c>.api</c> file is a finding with its line, whatever is wrong with it.</summary>
public sealed class BrokenApiTests
{
    private const string Start = "bindgen-api 1\ntarget x86_64-linux-gnu\n";

    public static TheoryData<string, int> Broken => new()
    {
        { "", 1 },
        { "bindgen-api 2\n", 1 },
        { " bindgen-api 1\n", 1 },
        { "bindgen-api 1\r\ntarget x86_64-linux-gnu\r\n", 1 },
        { "bindgen-api 1\n", 1 },
        { "bindgen-api 1\ntarget\n", 2 },
        { Start, 2 },
        { Start + "\nmacro M\n  at a.h:1\n", 5 },
        { Start + "exports perhaps\n", 3 },
        { Start + "\nfunktion f\n", 4 },
        { Start + "\n  stray\n", 4 },
        { Start + "\nfunction\n  at a.h:1\n  () void\n", 4 },
        { Start + "\nfunction f\n", 4 },
        { Start + "\nfunction f\n  at a.h\n  () void\n", 5 },
        { Start + "\nfunction f\n  at a.h:one\n  () void\n", 5 },
        { Start + "\nfunction f\n  at a.h:-1\n  () void\n", 5 },
        { Start + "\nfunction f\n  at a.h:99999999999\n  () void\n", 5 },
        { Start + "\nfunction f\n  at a.h:1\n  void\n", 6 },
        { Start + "\nfunction f\n  at a.h:1\n  (a int\n", 6 },
        { Start + "\nfunction f\n  at a.h:1\n  (a) void\n", 6 },
        { Start + "\nfunction f\n  at a.h:1\n  () \n", 6 },
        { Start + "\nfunction f\n  at a.h:1\n  () void extra\n", 6 },
        { Start + "\nfunction f\n  at a.h:1\n  () void\n  outline\n", 7 },
        { Start + "\nfunction f\n  at a.h:1\n  () void\n\nfunction f\n  at a.h:2\n  () int\n", 8 },
        { Start + "\nmacro M\n", 4 },
        { Start + "\nmacro M\n  at a.h:1\n\nconstant M\n  at a.h:2\n", 7 },
        { Start + "\nmacro M\n  at a.h:1\n  = int 1\n", 6 },
        { Start + "\nconstant M\n  at a.h:1\n", 5 },
        { Start + "\nconstant M\n  at a.h:1\n  - because\n", 6 },
        { Start + "\nconstant M\n  at a.h:1\n  = int\n", 6 },
        { Start + "\nconstant M\n  at a.h:1\n  = int 1.5\n", 6 },
        { Start + "\nconstant M\n  at a.h:1\n  = *int 1\n", 6 },
        { Start + "\nconstant M\n  at a.h:1\n  = double one\n", 6 },
        { Start + "\nconstant M\n  at a.h:1\n  = \"text\n", 6 },
        { Start + "\nconstant M\n  at a.h:1\n  = \"text\\u00\"\n", 6 },
        { Start + "\nvariable v\n  at a.h:1\n  = int\n", 6 },
        { Start + "\nvariable v\n  at a.h:1\n  : int\n  inline\n", 7 },
        { Start + "\ntypedef t\n  at a.h:1\n", 5 },
        { Start + "\nannotation f\n  at a.h:1\n  column 1\n  = owned\n", 4 },
        { Start + "\nannotation function f a\n  at a.h:1\n  column 1\n  = owned\n", 4 },
        { Start + "\nannotation parameter f\n  at a.h:1\n  column 1\n  = owned\n", 4 },
        { Start + "\nannotation parameter f one\n  at a.h:1\n  column 1\n  = owned\n", 4 },
        { Start + "\nannotation function f\n  at a.h:1\n  = owned\n", 6 },
        { Start + "\nannotation function f\n  at a.h:1\n  column 1\n", 6 },
        { Start + "\ntypedef t\n  at a.h:1\n  = *\n", 6 },
        { Start + "\ntypedef t\n  at a.h:1\n  = [x]int\n", 6 },
        { Start + "\ntypedef t\n  at a.h:1\n  = [99999999999999999999]int\n", 6 },
        { Start + "\ntypedef t\n  at a.h:1\n  = unsigned float\n", 6 },
        { Start + "\ntypedef t\n  at a.h:1\n  = const [2]int\n", 6 },
        { Start + "\ntypedef t\n  at a.h:1\n  = struct\n", 6 },
        { Start + "\ntypedef t\n  at a.h:1\n  = vector[4int\n", 6 },
        { Start + "\ntypedef t\n  at a.h:1\n  = *fn(int\n", 6 },
        { Start + "\ntypedef t\n  at a.h:1\n  = *fn()int\n", 6 },
        { Start + "\nenum e\n  at a.h:1\n  : *int\n", 6 },
        { Start + "\nenum e\n  at a.h:1\n  : int\n  A\n", 7 },
        { Start + "\nenum e\n  at a.h:1\n  : int\n  A = \n", 7 },
        { Start + "\nenum e\n  at a.h:1\n  : int\n  A = 9223372036854775808\n", 7 },
        { Start + "\nstruct s\n  at a.h:1\n  align 4\n", 6 },
        { Start + "\nstruct s\n  at a.h:1\n  size 4\n", 6 },
        { Start + "\nstruct s\n  at a.h:1\n  size -4 align 4\n", 6 },
        { Start + "\nstruct s\n  at a.h:1\n  size 4 align 4\n  0 a\n", 7 },
        { Start + "\nstruct s\n  at a.h:1\n  size 4 align 4\n  -8 a int\n", 7 },
        { Start + "\nstruct s\n  at a.h:1\n  size 4 align 4\n  0.1 a int\n", 7 },
        { Start + "\nstruct s\n  at a.h:1\n  size 4 align 4\n  0.1:x a int\n", 7 },
        { Start + "\nstruct s\n  at a.h:1\n  size 4 align 4\n  9223372036854775807 a int\n", 7 },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void What_is_wrong_is_reported_with_its_line(string text, int line)
    {
        var diagnostics = new DiagnosticBag();

        Assert.Null(ApiReader.Read("captured.api", text, diagnostics));

        var found = Assert.Single(diagnostics.ToSorted());
        Assert.Equal("BG0004", found.Kind.Id);
        Assert.Equal(("captured.api", line), (found.Span!.Value.File, found.Span.Value.Line));
        Assert.NotEmpty(found.Message);
    }

    [Fact]
    public void A_type_that_never_ends_does_not_end_the_process()
    {
        foreach (var prefix in new[] { "*", "[2]", "[]", "const ", "vector[2]", "_Complex ", "fn(" })
        {
            var deep = string.Concat(Enumerable.Repeat(prefix, 1_000_000));
            What_is_wrong_is_reported_with_its_line($"{Start}\ntypedef t\n  at a.h:1\n  = {deep}int\n", 6);
        }
    }

    [Fact]
    public void A_file_cut_anywhere_is_reported_where_it_ends()
    {
        var text = ApiWriter.Write(EveryDeclaration.Api);
        for (var length = 0; length < text.Length - 1; length++)
        {
            var cut = text[..length];
            var diagnostics = new DiagnosticBag();

            Assert.Null(ApiReader.Read("cut.api", cut, diagnostics));

            var found = Assert.Single(diagnostics.ToSorted());
            Assert.Equal("BG0004", found.Kind.Id);
            Assert.InRange(found.Span!.Value.Line, Lines(cut.TrimEnd('\n')), Lines(cut));
        }

        static int Lines(string text) => text.Count(c => c == '\n') + 1;
    }

    [Fact]
    public void A_file_with_any_line_lost_or_doubled_is_read_or_reported()
    {
        var lines = ApiWriter.Write(EveryDeclaration.Api).Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            foreach (var copies in new[] { 0, 2 })
            {
                var diagnostics = new DiagnosticBag();
                var changed = lines.Take(i).Concat(Enumerable.Repeat(lines[i], copies)).Concat(lines.Skip(i + 1));
                var api = ApiReader.Read("changed.api", string.Join('\n', changed), diagnostics);

                Assert.Equal(api is null ? 1 : 0, diagnostics.ToSorted().Length);
            }
        }
    }
}
