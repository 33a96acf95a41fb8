using System.Collections.Immutable;
using System.CommandLine;
using BindGen.Diagnostics;
using BindGen.Emit;
using BindGen.Output;
using BindGen.Review;

namespace BindGen.Cli;

/// <summary><c>bindgen review</c>: accept or reject changed output and snapshots, one by one.</summary>
internal sealed class ReviewCommand
{
    private readonly Argument<string[]> _paths = new("PATH")
    {
        Description = ".bindgen files, and directories in which projects and received snapshots are looked for. Default: the current directory.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<bool> _list = new("--list") { Description = "Print what is to be reviewed: state, kind and path of each, one on a line. Changes nothing." };

    private readonly Option<ReviewFormat> _format = Choice.Option("--format", "How --list prints. Default: text.", ReviewFormat.Text);

    private readonly Option<string[]> _accept = new("--accept") { Description = "Accept what matches, as 'output/*/raw/*': * stands for any characters, also /. Repeat for several.", HelpName = "GLOB" };

    private readonly Option<string[]> _reject = new("--reject") { Description = "Reject what matches.", HelpName = "GLOB" };

    private readonly Option<string?> _html = new("--html") { Description = "Write a page to read and to decide in: it makes the command line of what was decided.", HelpName = "FILE" };

    private readonly Option<ImmutableArray<ReviewKind>> _kinds = Choice.Several<ReviewKind>("--kind", "KIND", "Review only this kind; several with commas, or repeat.");

    private readonly Option<string[]> _targets = new("--target", "-t") { Description = "Review only the output and the captured API of this target; repeat for several.", HelpName = "NAME" };

    private readonly ColorOption _color = new();

    public static Command Create(TextWriter output, TextWriter error)
    {
        var options = new ReviewCommand();
        var command = new Command(
            "review",
            """
            Accept or reject changed output and snapshots, one by one.

            Shows what differs from git's index in the output directories and captured .api files of projects, and the *.received.* files
            of tests. A decision is done at once, and survives whatever ends the review. Accepting a generated file is 'git add' of it,
            rejecting it puts the index's version back: then change a rule, and generate again. Accepting a received snapshot gives it the
            verified one's place, rejecting it deletes it. Manifests follow by themselves. In a terminal, press ? for the keys. Example:
            bindgen generate headers/linux/linux.bindgen && bindgen review
            bindgen review --accept '*' --kind moved --kind banner       # what only names other lines or another version

            Kinds: safe, report, shims, raw, capture, snapshot; moved: only lines of headers moved; banner: only the version differs.
            """)
        {
            options._paths,
            options._list,
            options._format,
            options._accept,
            options._reject,
            options._html,
            options._kinds,
            options._targets,
        };
        options._color.AddTo(command);
        command.SetAction(result => options.Run(result, output, error));
        return command;
    }

    private int Run(ParseResult result, TextWriter output, TextWriter error)
    {
        var globs = new ReviewGlobs([.. result.GetValue(_accept) ?? []], [.. result.GetValue(_reject) ?? []], result.GetValue(_kinds));
        var isList = result.GetValue(_list);
        if (Problem(result, globs, isList) is { } problem)
            return Findings.WrongUsage(problem, error);

        var page = result.GetValue(_html);
        if (!isList && globs.IsEmpty && page is null && !ReviewTerminal.IsThere)
            return Findings.WrongUsage("without a terminal nobody can be asked: say --list, --accept GLOB, --reject GLOB or --html FILE", error);

        var diagnostics = new DiagnosticBag();
        var search = new ReviewSearch(new ReviewRequest([.. result.GetValue(_paths) ?? []], [.. result.GetValue(_targets) ?? []]), diagnostics);
        var items = search.Run();
        if (isList)
            List([.. items.Where(globs.Concern)], result.GetValue(_format), output);
        else if (page is not null)
            Write(page, [.. items.Where(globs.Concern)], result, output, diagnostics);
        else if (globs.IsEmpty)
            Ask(result, search, new ReviewSession([.. items.Where(globs.Concern)]), output, diagnostics);
        else
        {
            // Also when nothing is left: a review that was killed may have decided everything.
            search.Settle();
            if (globs.Problem(items) is { } mismatch)
            {
                DiagnosticOutput.Write(diagnostics.ToSorted(), null, error);
                return Findings.WrongUsage(mismatch, error);
            }
            Apply(globs, new ReviewSession(items), output, diagnostics);
        }
        return Finish(diagnostics, error);
    }

    /// <summary>Why the options make no sense; null when they do.</summary>
    private string? Problem(ParseResult result, ReviewGlobs globs, bool isList) =>
        (result.GetValue(_paths) ?? []).Contains("") ? "the name of a project or directory is empty"
        : isList && !globs.IsEmpty ? "--list changes nothing: leave it out, or --accept and --reject"
        : result.GetValue(_html) is "" ? "--html: the name of the file is empty"
        : result.GetValue(_html) is not null && (isList || !globs.IsEmpty) ? "--html changes nothing, and lists nothing: leave it out, or --list, --accept and --reject"
        : result.GetResult(_format) is not null && !isList ? "--format is for --list"
        : null;

    private void Write(string file, ImmutableArray<ReviewItem> items, ParseResult result, TextWriter output, DiagnosticBag diagnostics)
    {
        var command = ShellWords.Join(["bindgen", "review", .. result.GetValue(_paths) ?? [], .. (result.GetValue(_targets) ?? []).SelectMany(name => (string[])["--target", name])]);
        if (new ReviewHtml(items, command, new ReviewProvenance()).Write(new TemplateSet(null, diagnostics)) is { } page && StoredFile.Write(file, page, diagnostics))
            output.WriteLine($"{file}: {Counted.Of(items.Length, "change")}");
    }

    private void Ask(ParseResult result, ReviewSearch search, ReviewSession session, TextWriter output, DiagnosticBag diagnostics)
    {
        if (session.Items.Count == 0 && diagnostics.HasErrors)
            return;
        search.Settle();
        ReviewTerminal.Run(session, output, _color.IsWanted(result, output));
    }

    private static void List(IReadOnlyList<ReviewItem> items, ReviewFormat format, TextWriter output)
    {
        if (format == ReviewFormat.Json)
            output.Write(ReviewJson.Write(items));
        else
            foreach (var item in items)
                output.WriteLine(ReviewWords.Line(item));
    }

    private static void Apply(ReviewGlobs globs, ReviewSession session, TextWriter output, DiagnosticBag diagnostics)
    {
        foreach (var pattern in globs.Accept)
            Report("accepted", pattern, session.Accept);
        foreach (var pattern in globs.Reject)
            Report("rejected", pattern, session.Reject);
        output.WriteLine(session.OpenCount == 0 ? "nothing is left to review" : $"{session.OpenCount} left to review");

        void Report(string what, string pattern, Func<IReadOnlyList<int>, DiagnosticBag, bool> decide)
        {
            var matches = globs.Matches([pattern], session.Items).Where(session.IsOpen).ToList();
            if (decide(matches, diagnostics))
                output.WriteLine($"{what} {matches.Count}: {pattern}");
        }
    }

    private static int Finish(DiagnosticBag diagnostics, TextWriter error)
    {
        var found = diagnostics.ToSorted();
        DiagnosticOutput.Write(found, null, error);
        return ExitCode.Of(found);
    }

    private enum ReviewFormat
    {
        Text,
        Json,
    }
}
