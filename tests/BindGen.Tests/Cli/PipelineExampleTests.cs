using System.Text.RegularExpressions;
using Xunit;

namespace BindGen.Tests.Cli;

/// <summary>The pipelines of the README use commands and options that the tool has, and files that are there.</summary>
public sealed partial class PipelineExampleTests
{
    private static readonly string[] Systems = ["GitHub", "GitLab"];

    public static IEnumerable<object[]> Commands => Systems.SelectMany(system => CommandsOf(system).Select(command => new object[] { system, command }));

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_command_is_one_that_the_tool_understands(string system, string command)
    {
        Assert.Contains(system, Systems);
        if (Tool().Match(command) is not { Success: true } tool)
            return;

        // With --help, a command line is parsed and not followed.
        var run = ToolRun.Of([.. tool.Groups[1].Value.Split(' '), "--help"]);

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.StartsWith("Description:", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_command_line_that_the_tool_does_not_understand_is_found_out()
    {
        Assert.Equal(2, ToolRun.Of("check", "x.bindgen", "--serif", "x", "--help").ExitCode);
        Assert.Equal(2, ToolRun.Of("chekc", "x.bindgen", "--help").ExitCode);
    }

    [Theory]
    [InlineData("GitHub")]
    [InlineData("GitLab")]
    public void A_pipeline_packs_installs_fetches_and_checks_in_this_order(string system)
    {
        var commands = CommandsOf(system);

        int[] order =
        [
            Position("apt-get update"), Position("apt-get install "), Position("dotnet pack generator/BindGen.Cli "), Position("dotnet tool install --tool-path artifacts/tools "),
            Position("artifacts/tools/bindgen kernels fetch "), Position("artifacts/tools/bindgen check headers/linux/linux.bindgen --sarif bindgen.sarif"),
        ];
        Assert.Equal(order.Order(), order);
        Assert.DoesNotContain(-1, order);
        Assert.True(File.Exists(Repository.PathOf("headers", "linux", "linux.bindgen")));
        Assert.True(Directory.Exists(Repository.PathOf("generator", "BindGen.Cli")));
        Assert.Equal(2, BlockOf(system).Split("bindgen.sarif").Length - 1);

        int Position(string start) => commands.FindIndex(command => command.StartsWith(start, StringComparison.Ordinal));
    }

    /// <summary>What a shell is given, line by line.</summary>
    private static List<string> CommandsOf(string system)
    {
        var commands = new List<string>();
        int? block = null;
        var isScript = false;
        foreach (var line in BlockOf(system).Split('\n'))
        {
            var indent = line.Length - line.TrimStart().Length;
            if (block is { } outer && indent > outer)
                commands.Add(line.Trim());
            else if (RunKey().Match(line) is { Success: true } run)
            {
                block = run.Groups[1].Value == "|" ? line.IndexOf("run:", StringComparison.Ordinal) : null;
                if (block is null)
                    commands.Add(run.Groups[1].Value);
            }
            else
            {
                block = null;
                isScript = ScriptKey().IsMatch(line) || (isScript && line.StartsWith("    - ", StringComparison.Ordinal));
                if (isScript && line.StartsWith("    - ", StringComparison.Ordinal))
                    commands.Add(line.Trim()[2..]);
            }
        }
        return commands;
    }

    private static string BlockOf(string system)
    {
        var text = Repository.Read("README.md");
        var start = text.IndexOf("```yaml\n", text.IndexOf($"\nFor {system}, as ", StringComparison.Ordinal), StringComparison.Ordinal);
        return text[(start + "```yaml\n".Length)..text.IndexOf("\n```", start, StringComparison.Ordinal)];
    }

    [GeneratedRegex(@"(?:^|/)bindgen ([a-z].*)\z")]
    private static partial Regex Tool();

    [GeneratedRegex(@"^ +(?:- )?run: (.+)\z")]
    private static partial Regex RunKey();

    [GeneratedRegex(@"^  (?:before_)?script:\z")]
    private static partial Regex ScriptKey();
}
