using System.CommandLine;
using System.Text.RegularExpressions;
using BindGen.Diagnostics;
using BindGen.Emit;
using BindGen.Pipeline;

namespace BindGen.Cli;

/// <summary><c>bindgen raw</c>: the raw layer of any headers, without rules.</summary>
internal sealed partial class RawCommand
{
    private readonly HeaderOptions _headers = new();

    private readonly Option<string?> _output = new("--output", "-o") { Description = "Where to write, one file for each header; - for one text on the standard output. Default: bindings/NAMESPACE.", HelpName = "DIR" };

    private readonly Option<string?> _namespace = new("--namespace", "-n") { Description = "The C# namespace. Default: the name of the first header in PascalCase.", HelpName = "NAME" };

    private readonly Option<string?> _library = new("--library", "-l") { Description = "What the P/Invokes load, such as libz.so.1. Default: the name of the first header without its extension.", HelpName = "NAME" };

    private readonly Option<string> _class = new("--class") { Description = "The static class of all functions.", HelpName = "NAME", DefaultValueFactory = _ => "Methods" };

    private readonly Option<string> _prefix = new("--strip-prefix") { Description = "What to take off the front of function names, such as clang_.", HelpName = "PREFIX", DefaultValueFactory = _ => "" };

    private readonly Option<string?> _templates = new("--templates") { Description = "A directory whose files replace the tool's templates of the same path, such as raw/record.sbn-cs.", HelpName = "DIR" };

    public static Command Create(TextWriter output, TextWriter error)
    {
        var raw = new RawCommand();
        var command = new Command(
            "raw",
            """
            Generate raw C# from headers, without rules.

            Structs with the exact layout of C, enums and P/Invokes, checked to compile before anything is written.
            Functions that no P/Invoke can call (inline, variadic) are left out and listed.
            """);
        raw._headers.AddTo(command);
        foreach (var option in new Option[] { raw._output, raw._namespace, raw._library, raw._class, raw._prefix, raw._templates })
            command.Options.Add(option);
        SarifOption.AddTo(command);
        command.SetAction(result => raw.Run(result, output, error));
        return command;
    }

    private int Run(ParseResult result, TextWriter output, TextWriter error)
    {
        var (request, problem) = Read(result);
        if (request is null)
            return Findings.WrongUsage(problem, error);

        var diagnostics = new DiagnosticBag();
        var report = RawGeneration.Run(request, diagnostics);
        var exitCode = Findings.Report(result, diagnostics, "nothing was written", error);
        if (report is not null)
        {
            output.Write(report.Text);
            // Beside the text there is no place for words.
            Write(request, report, report.Text is null ? output : error);
        }
        return exitCode;
    }

    private (RawRequest? Request, string Problem) Read(ParseResult result)
    {
        var (headers, problem) = _headers.Read(result);
        if (headers is null)
            return (null, problem);
        var name = result.GetValue(_namespace) ?? RawNamespace.Of(headers.Headers[0]);
        if (!NamespaceName().IsMatch(name))
            return (null, $"--namespace: '{name}' is no name of a namespace");
        if (!NamespaceName().IsMatch(result.GetValue(_class)!) || result.GetValue(_class)!.Contains('.'))
            return (null, $"--class: '{result.GetValue(_class)}' is no name of a class");
        if (result.GetValue(_output) is "")
            return (null, "--output: the name of the directory is empty");
        if (result.GetValue(_library) is "")
            return (null, "--library: the name is empty");
        if (result.GetValue(_templates) is { } templates && !Directory.Exists(templates))
            return (null, $"--templates: there is no directory '{templates}'");
        return (
            new RawRequest(
                headers, result.GetValue(_output) switch { "-" => null, null => Path.Combine("bindings", name), var directory => directory },
                new RawStyle(name, result.GetValue(_library) ?? RawNamespace.LibraryOf(headers.Headers[0]), result.GetValue(_class)!, result.GetValue(_prefix)!), result.GetValue(_templates)),
            "");
    }

    private static void Write(RawRequest request, RawReport report, TextWriter output)
    {
        foreach (var item in report.LeftOut)
            output.WriteLine($"left out: {item.Name} {item.Reason}");
        var api = report.Api;
        output.WriteLine(
            $"{api.HeadersInWords}: {Counted.Of(api.Functions.Length - report.LeftOut.Length, "function")}, {Counted.Of(api.Records.Length, "record")}, {Counted.Of(api.Enums.Length, "enum")}; {report.LeftOut.Length} left out");
        output.WriteLine(
            $"{request.Output ?? "standard output"}: namespace {request.Style.Namespace}, library \"{request.Style.Library}\"; {Counted.Of(report.Files, "file")}, {report.Output.Written.Count} written, {report.Output.Unchanged.Count} unchanged, {report.Output.Removed.Count} removed");
    }

    [GeneratedRegex(@"^@?[\p{L}_]\w*(\.@?[\p{L}_]\w*)*\z")]
    private static partial Regex NamespaceName();
}
