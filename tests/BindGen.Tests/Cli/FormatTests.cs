using Xunit;

namespace BindGen.Tests.Cli;

public sealed class FormatTests : IDisposable
{
    private const string Project = "project P; library \"p\"; rules \"p.rules\"; target t { kernel 6.12; } output \"out\";";
    private const string Canonical = "header <p.h>;\n";

    private readonly Workplace _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public void A_project_is_formatted_with_its_rules()
    {
        _work.Write("p.bindgen", Project);
        _work.Write("p.rules", "header<p.h>;");
        _work.Write("other.rules", "header<p.h>;");

        var run = _work.RunInside("format");

        Assert.Equal((0, "formatted p.bindgen\nformatted p.rules\n2 files, 2 written\n", ""), (run.ExitCode, run.Output, run.Error));
        Assert.Equal((Canonical, "header<p.h>;"), (_work.Read("p.rules"), _work.Read("other.rules")));
        Assert.Equal("2 files, 0 written\n", _work.Run("format", "~/p.bindgen").Output);
    }

    [Fact]
    public void A_check_names_the_first_line_and_writes_nothing()
    {
        _work.Write("a.rules", Canonical + "library  \"p\";\n");
        _work.Write("b.rules", Canonical);

        var run = _work.Run("format", "--check", "~/a.rules", "~/b.rules");

        Assert.Equal((1, "1 file of 2 formatted\n"), (run.ExitCode, run.Output));
        Assert.StartsWith("~/a.rules(2,1): error BG0206: this line is not as 'bindgen format' writes it\n    library  \"p\";\n    ^^^^^^^^^^^^^\n  help: Run `bindgen format`.\n", run.Error, StringComparison.Ordinal);
        Assert.Equal(Canonical + "library  \"p\";\n", _work.Read("a.rules"));
    }

    [Theory]
    [InlineData("header <p.h>;", 1)]
    [InlineData("header <p.h>;\n\n", 2)]
    [InlineData("header <p.h>;\r\n", 1)]
    public void A_difference_at_the_end_has_a_line_too(string text, int line)
    {
        _work.Write("a.rules", text);

        Assert.StartsWith($"~/a.rules({line},1): error BG0206", _work.Run("format", "--check", "~/a.rules").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_with_errors_stays_as_it_is_and_the_others_do_not()
    {
        _work.Write("a.rules", "header <p.h>");
        _work.Write("b.rules", "header<p.h>;");

        var run = _work.Run("format", "~/a.rules", "~/b.rules");

        Assert.Equal((1, "formatted ~/b.rules\n2 files, 1 written\n"), (run.ExitCode, run.Output));
        Assert.Equal(["BG0202"], run.Errors);
        Assert.Equal(("header <p.h>", Canonical), (_work.Read("a.rules"), _work.Read("b.rules")));
    }
}
