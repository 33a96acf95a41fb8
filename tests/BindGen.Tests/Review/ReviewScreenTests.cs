using BindGen.Cli;
using BindGen.Diagnostics;
using BindGen.Review;
using Spectre.Console;
using Xunit;

namespace BindGen.Tests.Review;

/// <summary>A review in a terminal, with keys that a test presses and a screen that it reads.</summary>
public sealed class ReviewScreenTests
{
    private const string Lines = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\n16\n17\n18\n19\n20\n";

    [Fact]
    public Task Everything_is_shown_and_decided()
    {
        using var project = Changed();

        return VerifyXunit.Verifier.Verify(Screens(project, "? xRxhxasuAnrq"));
    }

    [Fact]
    public void Keys_decide_and_skip_and_undo()
    {
        using var project = Changed();

        Screens(project, "srAyuaq");

        // Box is skipped, Extra is rejected, both banners are accepted and taken back, and the first of them accepted again.
        Assert.Equal(" M out/one/.bindgen-manifest\n M out/one/safe/Box.cs\nM  out/one/safe/Moved1.cs\n M out/one/safe/Moved2.cs\n", project.Status);
    }

    [Fact]
    public void Long_changes_have_pages()
    {
        using var project = new ReviewedProject(("safe/Long.cs", Lines));
        project.Generate(("safe/Long.cs", Lines.ReplaceLineEndings(" changed\n")));

        var screens = Screens(project, " Gq").Split(Rule);

        Assert.Contains("     1- 1\n", screens[0], StringComparison.Ordinal);
        Assert.Contains("-- 25 more lines: space --", screens[0], StringComparison.Ordinal);
        Assert.Contains("    15- 15\n", screens[1], StringComparison.Ordinal);
        Assert.Contains("    20+ 20 changed\n", screens[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Text_leads_to_the_change_that_has_it()
    {
        using var project = Changed();

        var screens = Screens(project, "/new member\r/nowhere\rq").Split(Rule);

        Assert.Contains("Extra.cs", screens[12], StringComparison.Ordinal);
        Assert.Contains("neither a path nor a changed line has 'nowhere'", screens[^2], StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_in_a_file_is_a_command_for_the_terminal()
    {
        using var project = new ReviewedProject(("safe/A.cs", "a\n"));
        project.Generate(("safe/A.cs", "\u001b[2Jgone [red]not markup[/]\n"));

        var screen = Screens(project, "q");

        Assert.DoesNotContain('\u001b', screen);
        Assert.Contains("·[2Jgone [red]not markup[/]", screen, StringComparison.Ordinal);
    }

    private const string Rule = "~~~~\n";

    private static ReviewedProject Changed()
    {
        const string Moved = ReviewedProject.Banner + "class M { }\n";
        var project = new ReviewedProject(("safe/Box.cs", "/// <c>box_size</c>\nint Size();\n"), ("safe/Moved1.cs", Moved), ("safe/Moved2.cs", Moved));
        project.Write("one/small.api", "function box_size\n  at small.h:3\n  (box *struct box) int\n");
        project.Commit();
        var next = Moved.Replace("small 1.0", "small 1.1", StringComparison.Ordinal);
        project.Generate(("safe/Box.cs", "/// <c>box_size</c>\nlong Size();\n"), ("safe/Extra.cs", "// a new member\n"), ("safe/Moved1.cs", next), ("safe/Moved2.cs", next));
        return project;
    }

    private static string Screens(ReviewedProject project, string keys)
    {
        var diagnostics = new DiagnosticBag();
        var session = new ReviewSession(new ReviewSearch(new ReviewRequest([project.Root], []), diagnostics).Run());
        Assert.Empty(diagnostics.ToSorted());
        var output = new StringWriter { NewLine = "\n" };
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(output) });
        (console.Profile.Width, console.Profile.Height) = (300, 20);
        new ReviewScreen(session, new ReviewProvenance(), console, new Presses(keys, output)).Run();
        return output.ToString().Replace(project.Root, "~", StringComparison.Ordinal);
    }

    private sealed class Presses(string keys, StringWriter screen) : IReviewKeys
    {
        private int _next;

        public ConsoleKeyInfo? Read()
        {
            screen.Write($"\n{Rule}");
            if (_next == keys.Length)
                return null;
            var key = keys[_next++];
            return new ConsoleKeyInfo(key, key switch { ' ' => ConsoleKey.Spacebar, '\r' => ConsoleKey.Enter, 'q' => ConsoleKey.Q, _ => ConsoleKey.None }, char.IsUpper(key), alt: false, control: false);
        }
    }
}
