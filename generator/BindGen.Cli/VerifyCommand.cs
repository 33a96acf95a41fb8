using System.CommandLine;
using BindGen.Check.Layouts;
using BindGen.Diagnostics;
using BindGen.Pipeline;

namespace BindGen.Cli;

/// <summary><c>bindgen verify</c>: are the layouts those of a kernel's BTF, or of a C compiler?</summary>
internal sealed class VerifyCommand
{
    private readonly ProjectOptions _project = new(ApiOrigin.Api);

    private readonly Option<string?> _btf = new("--btf") { Description = "Compare with the BTF of a kernel: an ELF file such as vmlinux, or /sys/kernel/btf/vmlinux.", HelpName = "FILE" };

    private readonly Option<string?> _compiler = new("--cc") { Description = "Compare with what a C compiler, gcc or clang, makes of the target's headers.", HelpName = "CC" };

    private readonly Option<bool> _all = new("--all-headers") { Description = "Verify everything that the headers declare, not only what the generated code reaches; parses them." };

    public static Command Create(TextWriter output, TextWriter error)
    {
        var options = new VerifyCommand();
        var command = new Command(
            "verify",
            """
            Verify the layouts that generated code stands on.

            Compares every record by size, offset and size of each member and position and width of each bitfield,
            and every enum by its values: with a kernel's BTF, with a C compiler, or with both. A record that the
            BTF does not have is counted and is no error. Exit status: 0 all are the same, 1 something differs,
            2 wrong usage, 3 the headers do not compile, 4 internal error.
            """);
        command.Arguments.Add(options._project.Project);
        foreach (var option in new Option[] { options._btf, options._compiler, options._project.Targets, options._project.From, options._all })
            command.Options.Add(option);
        command.SetAction(result => options.Run(result, output, error));
        return command;
    }

    private int Run(ParseResult result, TextWriter output, TextWriter error)
    {
        var (request, problem) = Read(result);
        if (request is null)
        {
            error.WriteLine($"bindgen: {problem}");
            return ExitCode.WrongUsage;
        }

        var diagnostics = new DiagnosticBag();
        var reports = Verification.Run(request, diagnostics);
        var found = diagnostics.ToSorted();
        DiagnosticOutput.Write(found, null, error);
        foreach (var report in reports)
            output.WriteLine($"{report.Target}: {report.Origin} against {report.Judge}: {Text(report.Figures)}");
        return ExitCode.Of(found);
    }

    private (VerificationRequest? Request, string Problem) Read(ParseResult result)
    {
        var (btf, compiler) = (result.GetValue(_btf), result.GetValue(_compiler));
        if (btf is null && compiler is null)
            return (null, "say what to compare with: --btf FILE, --cc CC, or both");
        if (btf is "")
            return (null, "--btf: the name of the file is empty");
        if (compiler is "")
            return (null, "--cc: the name of the compiler is empty");
        var all = result.GetValue(_all);
        if (all && result.GetResult(_project.From) is not null && _project.OriginOf(result) == ApiOrigin.Api)
            return (null, "--all-headers parses the headers; a captured .api file has only what the rules' headers reach");
        var (project, problem) = _project.Read(result);
        return project is null ? (null, problem) : (new VerificationRequest(project, _project.TargetsOf(result), _project.OriginOf(result), all, btf, compiler), "");
    }

    private static string Text(LayoutFigures figures) =>
        $"{Count(figures.Records, "record")}, {Count(figures.Enums, "enum")} compared, {figures.Differ} differ, {figures.OnlyHere} only here{(figures.Unnamed > 0 ? $", {figures.Unnamed} without a name" : "")}";

    private static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
