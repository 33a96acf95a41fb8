using System.Collections.Immutable;
using System.CommandLine;
using BindGen.Check.Layouts;
using BindGen.Diagnostics;
using BindGen.Pipeline;
using BindGen.Rules;

namespace BindGen.Cli;

/// <summary><c>bindgen verify</c>: are the layouts those of a kernel's BTF, or of a C compiler?</summary>
internal sealed class VerifyCommand
{
    private readonly ProjectOptions _project = new(ApiOrigin.Api);

    private readonly HeaderOptions _headers = new(
        "A .bindgen file, by default the only one in the current directory; or headers, as files or as #include <…> finds them, such as zlib.h. What follows '--' goes to the compilers: -- -I include -D NAME=1");

    private readonly Option<string?> _btf = new("--btf") { Description = "Compare with the BTF of a kernel: an ELF file such as vmlinux, or /sys/kernel/btf/vmlinux.", HelpName = "FILE" };

    private readonly Option<string?> _compiler = new("--cc") { Description = "Compare with what a C compiler, gcc or clang, makes of the headers.", HelpName = "CC" };

    private readonly Option<bool> _all = new("--all-headers") { Description = "Of a project, verify everything that the headers declare, not only what the generated code reaches; parses them." };

    public static Command Create(TextWriter output, TextWriter error)
    {
        var options = new VerifyCommand();
        var command = new Command(
            "verify",
            """
            Verify the layouts that generated code stands on, or those of any headers.

            Compares every record by size, offset and size of each member and position and width of each bitfield,
            and every enum by its values: with a kernel's BTF, with a C compiler, or with both. A record that the
            BTF does not have is counted and is no error. Exit status: 0 all are the same, 1 something differs,
            2 wrong usage, 3 the headers do not compile, 4 internal error.
            """);
        options._headers.AddTo(command);
        foreach (var option in new Option[] { options._btf, options._compiler, options._project.Targets, options._project.From, options._all })
            command.Options.Add(option);
        SarifOption.AddTo(command);
        command.SetAction(result => options.Run(result, output, error));
        return command;
    }

    private int Run(ParseResult result, TextWriter output, TextWriter error)
    {
        var diagnostics = new DiagnosticBag();
        var (reports, problem) = Verify(result, diagnostics);
        if (problem.Length > 0)
            return Findings.WrongUsage(problem, error);
        var exitCode = Findings.Report(result, diagnostics, null, error);
        foreach (var report in reports)
            output.WriteLine($"{report.Target}: {report.Origin} against {report.Judge}: {Text(report.Figures)}");
        return exitCode;
    }

    private (ImmutableArray<VerificationReport> Reports, string Problem) Verify(ParseResult result, DiagnosticBag diagnostics)
    {
        var (btf, compiler) = (result.GetValue(_btf), result.GetValue(_compiler));
        if (btf is null && compiler is null)
            return ([], "say what to compare with: --btf FILE, --cc CC, or both");
        if (btf is "")
            return ([], "--btf: the name of the file is empty");
        if (compiler is "")
            return ([], "--cc: the name of the compiler is empty");
        if (_headers.Named(result).Names is [var first, ..] && first.Length > 0 && !first.EndsWith(Project.Extension, StringComparison.Ordinal))
        {
            if (new Option[] { _project.Targets, _project.From, _all }.FirstOrDefault(option => result.GetResult(option) is { Implicit: false }) is { } option)
                return ([], $"{option.Name} is for a project, and '{first}' is a header");
            if (first.EndsWith(HeaderSource.CaptureExtension, StringComparison.Ordinal))
                return ([], $"'{first}' is a captured API: name its project, whose targets have the headers");
            var (headers, headerProblem) = _headers.Read(result);
            return headers is null ? ([], headerProblem) : (HeaderVerification.Run(headers, btf, compiler, diagnostics), "");
        }
        var (request, problem) = Read(result, btf, compiler);
        return request is null ? ([], problem) : (Verification.Run(request, diagnostics), "");
    }

    private (VerificationRequest? Request, string Problem) Read(ParseResult result, string? btf, string? compiler)
    {
        var all = result.GetValue(_all);
        if (all && result.GetResult(_project.From) is not null && _project.OriginOf(result) == ApiOrigin.Api)
            return (null, "--all-headers parses the headers; a captured .api file has only what the rules' headers reach");
        var (names, clang) = _headers.Named(result);
        if (names.Length > 1)
            return (null, $"'{names[1]}' is one argument too many.");
        if (clang.Count > 0)
            return (null, "a project's headers are compiled as its targets say: nothing follows '--'");
        var (project, problem) = ProjectOptions.Read(names.FirstOrDefault());
        return project is null ? (null, problem) : (new VerificationRequest(project, _project.TargetsOf(result), _project.OriginOf(result), all, btf, compiler), "");
    }

    private static string Text(LayoutFigures figures) =>
        $"{Counted.Of(figures.Records, "record")}, {Counted.Of(figures.Enums, "enum")} compared, {figures.Differ} differ, {figures.OnlyHere} only here{(figures.Unnamed > 0 ? $", {figures.Unnamed} without a name" : "")}";
}
