using System.Text.RegularExpressions;
using BindGen.Cli;

namespace BindGen.Tests.Cli;

/// <summary>What one run of the tool said and returned.</summary>
internal sealed partial record ToolRun(int ExitCode, string Output, string Error)
{
    /// <summary>Runs the tool inside this process, in the current directory of the tests.</summary>
    public static ToolRun Of(params string[] arguments)
    {
        var output = new StringWriter { NewLine = "\n" };
        var error = new StringWriter { NewLine = "\n" };
        return new ToolRun(Entry.Run(arguments, output, error), output.ToString(), error.ToString());
    }

    /// <summary>The codes of the errors, in the order of the output.</summary>
    public IEnumerable<string> Errors => ErrorCode().Matches(Error).Select(match => match.Groups[1].Value);

    /// <summary>All of it, without what differs from machine to machine and from run to run, and without the counts and versions
    /// that change whenever a rule or a kernel does.</summary>
    /// <param name="root">A directory of the test; written as <c>{root}</c>.</param>
    public string Normalized(string? root = null)
    {
        var text = Milliseconds().Replace($"exit code {ExitCode}\n{Titled("stdout", Output)}{Titled("stderr", Error)}", " N ms");
        text = KernelVersion().Replace(Counts().Replace(text, "N"), "$1.N");
        return root is null ? text : text.Replace(root, "{root}", StringComparison.Ordinal);
    }

    private static string Titled(string title, string text) => text.Length == 0 ? "" : $"--- {title}\n{text.ReplaceLineEndings("\n")}";

    [GeneratedRegex(@"(?m)^(?:.*: )?error (BG\d{4}): ")]
    private static partial Regex ErrorCode();

    [GeneratedRegex(@"\b\d+(?= (?:functions?|records?|enums?|typedefs?|wrapped|stated|skipped|without a rule|files|unchanged)\b)|(?<= without a rule, of )\d+")]
    private static partial Regex Counts();

    [GeneratedRegex(@"\b(linux 6\.\d+)\.\d+")]
    private static partial Regex KernelVersion();

    [GeneratedRegex(@" *\b\d+ ms\b")]
    private static partial Regex Milliseconds();
}
