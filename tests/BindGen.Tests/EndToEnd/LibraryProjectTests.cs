using BindGen.Diagnostics;
using BindGen.Pipeline;
using BindGen.Rules;
using BindGen.Tests.Clang;
using BindGen.Tests.Cli;
using Xunit;

namespace BindGen.Tests.EndToEnd;

/// <summary>A project for a library in user space: its targets say where the headers are, and how they are compiled.</summary>
public sealed class LibraryProjectTests
{
    private const string Header = """
        #ifdef WITH_NAMES
        #define NAME_LENGTH 16
        #else
        #define NAME_LENGTH 8
        #endif
        struct box { char name[NAME_LENGTH]; long size; };
        struct box *box_new(long size);
        void box_free(struct box *box);
        long box_size(struct box *box);
        long box_weight(struct box *box);
        """;

    private const string Rules = """
        header <box.h>;

        handle Box = struct box {
            box_new(size) as Create -> owned by box_free, nullable;
            box_size(box) as Size, until 1.9;
            box_weight(box) as Weight, since 2.0;
        }

        """;

    private const string Target = """
        target linux {
            triple "x86_64-linux-gnu";
            version 2.1;
            include "include";
            define "WITH_NAMES", "UNUSED=1";
            arguments "-std=gnu17", "-pthread";
        }
        target linux-1 {
            triple "x86_64-linux-gnu";
            version 1.5;
            include "include";
        }
        """;

    [LibClangFact]
    public void A_project_is_generated_checked_verified_and_explained()
    {
        using var work = Project(Target);

        var run = work.Run("generate", "~/box.bindgen");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("linux: read headers of Box 2.1: 4 functions, 1 record", run.Output, StringComparison.Ordinal);
        Assert.Contains(" Weight()", work.Read("generated/linux/safe/Box.cs"), StringComparison.Ordinal);
        Assert.DoesNotContain(" Size()", work.Read("generated/linux/safe/Box.cs"), StringComparison.Ordinal);
        Assert.Contains(" Size()", work.Read("generated/linux-1/safe/Box.cs"), StringComparison.Ordinal);
        Assert.DoesNotContain(work.Root, work.Read("linux/box.api"), StringComparison.Ordinal);
        Assert.Equal((0, ""), Result(work.Run("check", "~/box.bindgen")));
        Assert.Equal((0, ""), Result(work.Run("check", "~/box.bindgen", "--from", "api")));
        var explained = work.Run("explain", "box_new", "~/box.bindgen");
        Assert.Contains("C#     Box.Create", explained.Output, StringComparison.Ordinal);
    }

    [CompilerFact]
    public void The_compiler_is_given_what_the_target_says()
    {
        using var work = Project(Target);
        Assert.Equal((0, ""), Result(work.Run("generate", "~/box.bindgen")));

        var run = work.Run("verify", "~/box.bindgen", "--cc", CCompiler.Installed()[0].Path);

        Assert.Equal((0, ""), Result(run));
        Assert.Equal(2, run.Output.Split("1 record, 0 enums compared, 0 differ").Length - 1);

        work.Write("box.bindgen", work.Read("box.bindgen").Replace("define \"WITH_NAMES\", \"UNUSED=1\";", "", StringComparison.Ordinal));
        Assert.Contains("BG0600", work.Run("verify", "~/box.bindgen", "--cc", CCompiler.Installed()[0].Path).Errors);
    }

    [LibClangFact]
    public void A_target_without_a_version_selects_every_rule()
    {
        using var work = Project("target linux { triple \"x86_64-linux-gnu\"; include \"include\"; }");

        Assert.Equal((0, ""), Result(work.Run("generate", "~/box.bindgen")));

        Assert.Contains(" Weight()", work.Read("generated/linux/safe/Box.cs"), StringComparison.Ordinal);
        Assert.Contains(" Size()", work.Read("generated/linux/safe/Box.cs"), StringComparison.Ordinal);
    }

    [LibClangFact]
    public void The_capture_stands_in_for_headers_that_are_not_there()
    {
        using var work = Project(Target);
        Assert.Equal((0, ""), Result(work.Run("generate", "~/box.bindgen")));
        File.Move(Path.Combine(work.Root, "include/box.h"), Path.Combine(work.Root, "include/gone.h"));

        var captured = work.Run("generate", "~/box.bindgen");
        var refused = work.Run("generate", "~/box.bindgen", "--from", "headers");

        Assert.Equal(0, captured.ExitCode);
        Assert.Contains("note BG0006: there is no header 'box.h' where target 'linux' looks: using '~/linux/box.api'", captured.Error, StringComparison.Ordinal);
        Assert.Equal(["BG0003", "BG0003"], refused.Errors);
    }

    [Theory]
    [InlineData("", "names no kernel and no triple")]
    [InlineData("kernel 6.12; include \"include\";", "is of a kernel, and says 'include'")]
    [InlineData("triple \"x86_64-linux-gnu\"; arch x86_64;", "says its architecture twice")]
    [InlineData("triple \"i686-linux-gnu\";", "is no 64-bit Linux")]
    [InlineData("triple \"x86_64-linux-gnu\"; version 1.0; version 2.0;", "'version' is said twice")]
    [InlineData("triple x86_64-linux-gnu;", "'triple' says nothing of a target here")]
    [InlineData("triple \"x86_64-linux-gnu\", \"more\";", "'more' says nothing of a target here")]
    public void What_a_target_cannot_say_is_refused(string target, string message)
    {
        var diagnostics = new DiagnosticBag();
        var file = RulesParser.Parse("box.bindgen", Text($"target linux {{ {target} }}"), diagnostics);

        Assert.Null(ProjectReader.Read(file, diagnostics));

        Assert.Contains(diagnostics.ToSorted(), found => found.Kind == DiagnosticKinds.InvalidProject && found.Message.Contains(message, StringComparison.Ordinal));
    }

    private static (int ExitCode, string Error) Result(ToolRun run) => (run.ExitCode, run.Error);

    private static string Text(string target) => $"project Box;\nlibrary \"box\";\nrules \"box.rules\";\n\n{target}\n\noutput \"generated/{{target}}\";\n";

    private static Workplace Project(string target)
    {
        var work = new Workplace();
        work.Write("include/box.h", Header);
        work.Write("box.rules", Rules);
        var text = Text(target);
        work.Write("box.bindgen", RulesFormatter.Format("box.bindgen", text, new DiagnosticBag())!);
        return work;
    }

    private sealed class CompilerFactAttribute : LibClangFactAttribute
    {
        public CompilerFactAttribute() => Skip ??= CCompiler.Installed().Count == 0 ? "neither clang nor gcc is on this machine" : null;
    }
}
