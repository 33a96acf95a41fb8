using VerifyXunit;
using Xunit;

namespace BindGen.Tests.Cli;

public sealed class UsageTests
{
    [Theory]
    [InlineData("")]
    [InlineData("generate")]
    [InlineData("check")]
    [InlineData("verify")]
    [InlineData("diff")]
    [InlineData("review")]
    [InlineData("raw")]
    [InlineData("model")]
    [InlineData("list")]
    [InlineData("suggest")]
    [InlineData("format")]
    [InlineData("kernels")]
    [InlineData("kernels list")]
    [InlineData("kernels fetch")]
    [InlineData("kernels add")]
    [InlineData("kernels prune")]
    [InlineData("doctor")]
    public Task Help_is_what_a_user_needs(string command) =>
        Verifier.Verify(ToolRun.Of([.. Words(command), "--help"]).Normalized()).UseDirectory("Snapshots").UseParameters(command);

    [Theory]
    [InlineData("", "Required command was not provided.", "")]
    [InlineData("genrate x.bindgen", "there is no command 'genrate'. Did you mean 'generate'?", "")]
    [InlineData("frobnicate", "there is no command 'frobnicate'.", "")]
    [InlineData("--from", "there is no option '--from'.", "")]
    [InlineData("generate --form api", "there is no option '--form'. Did you mean '--from'?", "generate ")]
    [InlineData("generate --timing x.bindgen", "there is no option '--timing'. Did you mean '--timings'?", "generate ")]
    [InlineData("check -x", "there is no option '-x'.", "check ")]
    [InlineData("generate one.bindgen two.bindgen", "'two.bindgen' is one argument too many.", "generate ")]
    [InlineData("review --kind soft --list", "--kind takes safe, report, shims, raw, capture, snapshot, moved or banner, not 'soft'.", "review ")]
    [InlineData("generate x.bindgen --from", "Required argument missing for option: '--from'.", "generate ")]
    [InlineData("generate x.bindgen --from paper", "--from takes auto, headers or api, not 'paper'.", "generate ")]
    [InlineData("generate x.bindgen --from 1", "--from takes auto, headers or api, not '1'.", "generate ")]
    [InlineData("check x.bindgen --docs some", "--docs takes links or full, not 'some'.", "check ")]
    [InlineData("raw", "Required argument missing for command: 'raw'.", "raw ")]
    [InlineData("raw -I include zlib.h", "there is no option '-I'. What is meant for clang follows '--'.", "raw ")]
    [InlineData("raw zlib.h --librery z", "there is no option '--librery'. Did you mean '--library'? What is meant for clang follows '--'.", "raw ")]
    [InlineData("model zlib.h --format xml", "Argument 'xml' not recognized. Must be one of:\n\t'api'\n\t'json'", "model ")]
    [InlineData("kernels", "Required command was not provided.", "kernels ")]
    [InlineData("kernels get 6.12", "there is no command 'get'.", "kernels ")]
    [InlineData("kernels fetch", "Required argument missing for command: 'fetch'.", "kernels fetch ")]
    [InlineData("kernels fetch 6.12 --arhc arm64", "there is no option '--arhc'. Did you mean '--arch'?", "kernels fetch ")]
    [InlineData("doctor zlib.h", "'zlib.h' is one argument too many.", "doctor ")]
    public void A_command_line_that_makes_no_sense_leads_to_the_help(string commandLine, string problem, string command)
    {
        var run = ToolRun.Of(Words(commandLine));

        Assert.Equal(new ToolRun(2, "", $"bindgen: {problem}\nTry 'bindgen {command}--help'.\n"), run);
    }

    [Theory]
    [InlineData("generate x.bindgen --templates no-such-directory", "--templates: there is no directory 'no-such-directory'")]
    [InlineData("generate x.bindgen --output ''", "--output: the name of the directory is empty")]
    [InlineData("generate ''", "the name of the project file is empty")]
    [InlineData("check", "there is no .bindgen file in this directory; name one")]
    [InlineData("verify x.bindgen", "say what to compare with: --btf FILE, --cc CC, or both")]
    [InlineData("verify x.bindgen --btf ''", "--btf: the name of the file is empty")]
    [InlineData("verify x.bindgen --cc ''", "--cc: the name of the compiler is empty")]
    [InlineData("verify a.api --cc gcc", "'a.api' is a captured API: name its project, whose targets have the headers")]
    [InlineData("verify --cc gcc", "there is no .bindgen file in this directory; name one")]
    [InlineData("verify x.bindgen --cc gcc --from api --all-headers", "--all-headers parses the headers; a captured .api file has only what the rules' headers reach")]
    [InlineData("format - a.rules", "the standard input is formatted alone, and written to the standard output")]
    [InlineData("format --stdin --check", "the standard input is formatted alone, and written to the standard output")]
    [InlineData("format ''", "the name of a file is empty")]
    [InlineData("format", "there is no .bindgen file in this directory; name one")]
    [InlineData("list -- zlib.h", "no header is named before '--'")]
    [InlineData("suggest zlib.h -o ''", "--output: the name of the file is empty")]
    [InlineData("raw ''", "the name of a header is empty")]
    [InlineData("model a.api b.api", "'a.api' is a captured API: it is read alone, and without arguments for clang")]
    [InlineData("model a.api -- -DX", "'a.api' is a captured API: it is read alone, and without arguments for clang")]
    [InlineData("raw zlib.h --kernel 6.12 --arch sparc", "--arch: there is no architecture 'sparc'; there are x86_64 and arm64")]
    [InlineData("diff a.api b.api --arch sparc", "--arch: there is no architecture 'sparc'; there are x86_64 and arm64")]
    [InlineData("diff a.api b.api -o ''", "--output: the name of the file is empty")]
    [InlineData("diff a.api ''", "the name of a version is empty")]
    [InlineData("diff 6.1 6.12", "there is no .bindgen file in this directory; name one, with --project FILE")]
    [InlineData("diff v1:6.1", "say what to compare 'v1:6.1' with; without a revision, one name is compared with what HEAD has of it")]
    [InlineData("raw zlib.h -n 1.2", "--namespace: '1.2' is no name of a namespace")]
    [InlineData("raw zlib.h -o ''", "--output: the name of the directory is empty")]
    [InlineData("raw zlib.h --library ''", "--library: the name is empty")]
    [InlineData("kernels fetch latest", "'latest' is no kernel: name a series, such as 6.12, or one release, such as 6.12.117")]
    [InlineData("kernels fetch 6.12 --arch vax", "--arch: there is no architecture 'vax'; there are x86_64 and arm64")]
    [InlineData("kernels fetch 6.12 --max-age soon", "--max-age: 'soon' is no time: say days, hours or minutes, such as 1d, 12h or 30m")]
    [InlineData("kernels fetch 6.12 --sources no-such-file", "--sources: there is no file 'no-such-file'")]
    [InlineData("kernels list --arch vax", "--arch: there is no architecture 'vax'; there are x86_64 and arm64")]
    [InlineData("kernels add ''", "the name of the directory is empty")]
    [InlineData("kernels add . --name mine", "--name: 'mine' is no kernel: say a series, such as 6.12, or one release, such as 6.12.117")]
    [InlineData("kernels prune --keep some", "--keep: 'some' is no number")]
    [InlineData("kernels prune --keep 1 --all", "--keep and --all contradict each other")]
    [InlineData("raw zlib.h --templates nowhere", "--templates: there is no directory 'nowhere'")]
    public void An_option_that_cannot_be_followed_is_wrong_usage(string commandLine, string problem) =>
        Assert.Equal(new ToolRun(2, "", $"bindgen: {problem}\n"), ToolRun.Of(Words(commandLine)));

    [Fact]
    public void Version_is_the_tools_own()
    {
        var run = ToolRun.Of("--version");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Matches(@"^\d+\.\d+\.\d+(-\S+)?\n$", run.Output);
        Assert.Equal(typeof(BindGen.Cli.Entry).Assembly.GetName().Version!.ToString(3), run.Output.Split('-')[0].Trim());
    }

    [Fact]
    public void Two_projects_in_one_directory_must_be_told_apart()
    {
        var directory = Directory.CreateTempSubdirectory("bindgen-two-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(directory, "b.bindgen"), "");
            File.WriteAllText(Path.Combine(directory, "a.bindgen"), "");

            var run = ChildProcess.RunTool(directory, [], "generate");

            Assert.Equal((2, "bindgen: name one of: a.bindgen, b.bindgen\n"), (run.ExitCode, run.Error));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    [Fact]
    public void What_follows_two_dashes_is_a_name()
    {
        var run = ToolRun.Of("generate", "--", "--from");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(["BG0001"], run.Errors);
    }

    private static string[] Words(string commandLine) =>
        [.. commandLine.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word == "''" ? "" : word)];
}
