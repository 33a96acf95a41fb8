using System.Globalization;
using System.Text.RegularExpressions;
using BindGen.Diagnostics;
using BindGen.Emit;

namespace BindGen.Check.Compiled;

/// <summary>The headers of a check, and how they are compiled.</summary>
/// <param name="Includes">C text that includes them.</param>
/// <param name="Directory">Where <c>#include "…"</c> starts to look.</param>
/// <param name="Arguments">For clang; another compiler gets what it understands of them.</param>
internal sealed record CheckedHeaders(string Includes, string Directory, string Triple, Func<string, IEnumerable<string>> Arguments);

/// <summary>Asks a compiler by compiling a program of constants. What it does not accept is left out, and the rest asked again.</summary>
internal sealed partial class LayoutProgram(CCompiler compiler, CheckedHeaders headers, DiagnosticBag diagnostics)
{
    /// <summary>One refused declaration can hide another behind it, but not often.</summary>
    private const int MostRounds = 5;
    private const int MostHeaderErrors = 20;

    /// <returns>Null after an error was reported.</returns>
    public LayoutAnswers? Ask(LayoutQuestions questions)
    {
        if (compiler.Adapt([.. headers.Arguments(compiler.ResourceInclude)], headers.Triple, diagnostics) is not { } arguments)
            return null;
        var directory = Directory.CreateTempSubdirectory("bindgen-verify-").FullName;
        try
        {
            return Ask(questions, [.. arguments, "-iquote", headers.Directory], Path.Combine(directory, "layout.c"), Path.Combine(directory, "layout.o"));
        }
        catch (InvalidDataException exception)
        {
            CCompiler.Unusable(compiler.Program, exception.Message, diagnostics);
            return null;
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private LayoutAnswers? Ask(LayoutQuestions questions, List<string> arguments, string source, string objectFile)
    {
        var refused = new Dictionary<Question, string>();
        for (var round = 0; round < MostRounds; round++)
        {
            if (Render(questions) is not { } text)
                return null;
            File.WriteAllText(source, text);
            if (CompilerProcess.Run(compiler.Program, [.. arguments, "-w", "-fdiagnostics-color=never", .. compiler.IsClang ? ["-ferror-limit=0"] : Array.Empty<string>(), "-c", source, "-o", objectFile], out var why) is not { } run)
            {
                CCompiler.Unusable(compiler.Program, why, diagnostics);
                return null;
            }
            if (run.ExitCode == 0)
            {
                using var stream = File.OpenRead(objectFile);
                return LayoutAnswers.Read(stream, questions, refused);
            }
            var found = Refusals(questions, run.Error);
            if (found.Count == 0)
            {
                ReportHeaders(run.Error);
                return null;
            }
            foreach (var (question, message) in found)
            {
                refused[question] = message;
                questions = questions.Without(question);
            }
        }
        CCompiler.Unusable(compiler.Program, $"it still finds errors when the {refused.Count} declarations are left out that it refused", diagnostics);
        return null;
    }

    private string? Render(LayoutQuestions questions) => new TemplateSet(null, diagnostics).Render(
        "check/layout.sbn-c",
        View.Map(
            ("includes", headers.Includes.TrimEnd()),
            ("names", View.List(questions.Names, name => name)),
            ("bitfields", View.List(questions.Bitfields, bitfield => View.Map(("number", bitfield.Number), ("record", bitfield.Record.Spelling), ("path", bitfield.Path)))),
            ("values", View.List(questions.Constants, question => question.Expression))));

    private static Dictionary<Question, string> Refusals(LayoutQuestions questions, string errors)
    {
        var found = new Dictionary<Question, string>();
        foreach (Match match in CompilerError().Matches(errors))
        {
            var line = int.Parse(match.Groups["line"].Value, CultureInfo.InvariantCulture) - 1;
            var question = match.Groups["file"].Value switch
            {
                "bindgen.values" when line < questions.Constants.Length => questions.Constants[line],
                "bindgen.bitfields" when line < questions.Bitfields.Length => questions.ConstantOf(questions.Bitfields[line]),
                _ => null,
            };
            if (question is not null)
                found.TryAdd(question, match.Groups["message"].Value.Trim());
        }
        return found;
    }

    private void ReportHeaders(string errors)
    {
        var found = CompilerError().Matches(errors);
        foreach (var match in found.Take(MostHeaderErrors))
        {
            var line = int.Parse(match.Groups["line"].Value, CultureInfo.InvariantCulture);
            diagnostics.Add(DiagnosticKinds.HeaderError, new SourceSpan(match.Groups["file"].Value, line, 1, line, 1), $"{compiler.Name}: {match.Groups["message"].Value.Trim()}");
        }
        if (found.Count == 0)
            CCompiler.Unusable(compiler.Program, errors.Split('\n').FirstOrDefault(line => line.Length > 0)?.Trim() ?? "it fails without a message", diagnostics);
    }

    [GeneratedRegex(@"(?m)^(?<file>[^:\n]+):(?<line>\d+):(?:\d+:)? (?:fatal )?error: (?<message>.*)$")]
    private static partial Regex CompilerError();
}
