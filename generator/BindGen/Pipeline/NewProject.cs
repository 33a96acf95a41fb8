using System.Collections.Immutable;
using System.Text;
using BindGen.Diagnostics;
using BindGen.Emit;
using BindGen.Output;
using BindGen.Rules;

namespace BindGen.Pipeline;

/// <param name="Directory">Where its files go; made when it is not there.</param>
/// <param name="Name">The project's name and namespace, an identifier of C#.</param>
/// <param name="Headers">Each a file, or a name that <c>#include &lt;…&gt;</c> finds; empty for an example.</param>
/// <param name="Library">What P/Invokes load.</param>
/// <param name="Kernel">The series of a kernel, such as <c>6.12</c>; null for a library in user space.</param>
internal sealed record NewProjectRequest(string Directory, string Name, ImmutableArray<string> Headers, string Library, string? Kernel);

/// <summary>Writes the files of a new project: the project file, rules with comments that teach, and a header when none is named.</summary>
internal sealed class NewProject(NewProjectRequest request, DiagnosticBag diagnostics)
{
    private readonly string _stem = request.Name.ToLowerInvariant();

    private string ProjectName => _stem + BindGen.Rules.Project.Extension;

    private string RulesName => $"{_stem}.rules";

    private string HeaderName => $"{_stem}.h";

    /// <returns>The paths of the files that were written, the project file first; empty after an error was reported, and then nothing was written.</returns>
    public static ImmutableArray<string> Create(NewProjectRequest request, DiagnosticBag diagnostics) => new NewProject(request, diagnostics).Create();

    private ImmutableArray<string> Create()
    {
        var found = request.Headers.Select(Find).ToList();
        var files = new List<(string Name, string? Text)> { (ProjectName, Rules(ProjectName, "init/project.sbn-bindgen", Project(found))), (RulesName, Rules(RulesName, "init/rules.sbn-rules", RulesView(found))) };
        if (IsExample)
            files.Add((HeaderName, Render("init/header.sbn-h", View.Map(("rules", RulesName), ("guard", $"{_stem.ToUpperInvariant().Replace('.', '_')}_H")))));
        if (Recover(files))
            return Paths(files);
        foreach (var name in files.Select(file => file.Name).Where(name => Path.Exists(Path.Combine(request.Directory, name))))
            diagnostics.Add(
                DiagnosticKinds.UnwritableFile, SourceSpan.OfFile(Path.Combine(request.Directory, name)), $"'{name}' is there already, and a new project overwrites nothing",
                "Name another directory, or another project with --name.");
        return diagnostics.HasErrors || !Write(files) ? [] : Paths(files);
    }

    private ImmutableArray<string> Paths(List<(string Name, string? Text)> files) => [.. files.Select(file => Path.Combine(request.Directory, file.Name))];

    private bool IsExample => request.Headers.IsEmpty && request.Kernel is null;

    private Scriban.Runtime.ScriptObject Project(List<Header> headers) => View.Map(
        ("file", ProjectName),
        ("name", request.Name),
        ("library", Quoted(request.Library)),
        ("rules", Quoted(RulesName)),
        ("kernel", request.Kernel),
        ("target", $"linux-{HeaderSource.Triple([]).Split('-')[0]}"),
        ("triple", Quoted(HeaderSource.Triple([]))),
        ("includes", View.List((IsExample ? ["."] : headers.Select(header => header.Directory).OfType<string>()).Distinct(StringComparer.Ordinal), Quoted)));

    private Scriban.Runtime.ScriptObject RulesView(List<Header> headers) => View.Map(
        ("example", IsExample),
        ("headers", View.List(IsExample ? [HeaderName] : headers.Select(header => header.Name).Distinct(StringComparer.Ordinal), name => name)),
        ("list", string.Join(' ', request.Headers) + (request.Kernel is { } kernel ? $" --kernel {kernel}" : "")));

    /// <summary>A header's name for <c>#include</c>, and the directory to look in for a file, seen from the project.</summary>
    private Header Find(string header)
    {
        if (File.Exists(header))
            return new Header(Path.GetFileName(header), Path.GetRelativePath(Path.GetFullPath(request.Directory), Path.GetDirectoryName(Path.GetFullPath(header))!));
        if (header.StartsWith('.') || Path.IsPathRooted(header))
            diagnostics.Add(DiagnosticKinds.UnreadableFile, SourceSpan.OfFile(header), $"'{header}' cannot be read: there is no such file", "Check the name, and the directory that you are in.");
        return new Header(header, null);
    }

    /// <summary>In canonical form.</summary>
    private string? Rules(string name, string template, Scriban.Runtime.ScriptObject view) =>
        Render(template, view) is { } text ? RulesFormatter.Format(name, text, diagnostics) : null;

    private string? Render(string template, Scriban.Runtime.ScriptObject view) => new TemplateSet(null, diagnostics).Render(template, view);

    /// <summary>Completes what a killed run has begun.</summary>
    /// <returns>Whether these files are there now because of that.</returns>
    private bool Recover(List<(string Name, string? Text)> files)
    {
        IReadOnlyList<string> written = [];
        Quietly.Do(() => written = OutputTransaction.Recover(request.Directory));
        return files.All(file => written.Contains(file.Name) && File.ReadAllText(Path.Combine(request.Directory, file.Name)) == file.Text);
    }

    private bool Write(List<(string Name, string? Text)> files)
    {
        try
        {
            using var transaction = new OutputTransaction(request.Directory);
            foreach (var (name, text) in files)
                transaction.Write(name, Encoding.UTF8.GetBytes(text ?? ""));
            transaction.Commit();
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(DiagnosticKinds.UnwritableFile, SourceSpan.OfFile(request.Directory), $"'{request.Directory}' cannot be written: {FileProblem.Of(exception)}", "Make it writable, or name another directory.");
            return false;
        }
    }

    private static string Quoted(string text) => Spelling.Of(new Word(SourceSpan.OfFile(""), WordKind.String, text));

    private sealed record Header(string Name, string? Directory);
}
