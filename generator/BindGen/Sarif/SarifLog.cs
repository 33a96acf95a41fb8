using System.Collections.Immutable;
using System.Text.Json;
using BindGen.Diagnostics;
using BindGen.Output;

namespace BindGen.Sarif;

/// <summary>
/// Writes a run as SARIF 2.1.0 (OASIS standard, March 2020), the way that code scanning reads it: places relative to the source tree, rules with their
/// pages, fingerprints. The same run gives the same text on every machine.
/// </summary>
internal sealed class SarifLog
{
    private const string Schema = "https://json.schemastore.org/sarif-2.1.0.json";

    private readonly SarifRun _run;
    private readonly SourceTree _tree;
    private readonly Fingerprints _fingerprints;
    private readonly ImmutableArray<DiagnosticKind> _kinds;
    private readonly Utf8JsonWriter _json;

    private SarifLog(SarifRun run, SourceTree tree, Utf8JsonWriter json)
    {
        _run = run;
        _tree = tree;
        _fingerprints = new Fingerprints(tree);
        _kinds = [.. run.Findings.Select(finding => finding.Kind).Distinct().OrderBy(kind => kind.Id, StringComparer.Ordinal)];
        _json = json;
    }

    public static string Write(SarifRun run, SourceTree tree) => JsonText.Of(json => new SarifLog(run, tree, json).Write());

    private void Write() => Object(() =>
    {
        _json.WriteString("$schema", Schema);
        _json.WriteString("version", "2.1.0");
        Array("runs", () => Object(Run));
    });

    private void Run()
    {
        Object("tool", () => Object("driver", () =>
        {
            _json.WriteString("name", "BindGen");
            _json.WriteString("version", _run.Version);
            _json.WriteString("semanticVersion", _run.Version);
            Array("rules", () => Each(_kinds, Rule));
        }));
        Object("automationDetails", () => _json.WriteString("id", $"bindgen/{_run.Command}/"));
        _json.WriteString("columnKind", "utf16CodeUnits");
        Object("originalUriBaseIds", () =>
        {
            foreach (var @base in Bases())
                Object(@base, () => Text("description", SourceTree.Describe(@base)));
        });
        Array("invocations", () => Object(Invocation));
        Array("results", () => Each(_run.Results, Result));
    }

    private void Rule(DiagnosticKind kind)
    {
        var page = RulePage.Of(kind);
        _json.WriteString("id", kind.Id);
        Text("shortDescription", kind.Title);
        Text("fullDescription", page.Description);
        Object("help", () =>
        {
            _json.WriteString("text", page.Fix);
            _json.WriteString("markdown", page.Markdown);
        });
        Object("defaultConfiguration", () => _json.WriteString("level", Level(kind)));
    }

    private void Invocation()
    {
        _json.WriteBoolean("executionSuccessful", _run.IsCompleted);
        Array("toolExecutionNotifications", () =>
        {
            Each(_run.Notifications, finding =>
            {
                Reference("descriptor", finding.Kind);
                _json.WriteString("level", Level(finding.Kind));
                Text("message", Message(finding));
            });
            Each<string>(_run.Failure is { } why ? [why] : [], failure =>
            {
                _json.WriteString("level", "error");
                Text("message", failure);
            });
        });
    }

    private void Result((Diagnostic Finding, SourceSpan Span) result)
    {
        var (finding, span) = result;
        _json.WriteString("ruleId", finding.Kind.Id);
        _json.WriteNumber("ruleIndex", _kinds.IndexOf(finding.Kind));
        _json.WriteString("level", Level(finding.Kind));
        Text("message", Message(finding));
        Array("locations", () => Object(() => PhysicalLocation(finding.Kind, span)));
        if (finding.Related is { } related)
            Array("relatedLocations", () => Object(() =>
            {
                _json.WriteNumber("id", 1);
                PhysicalLocation(finding.Kind, related.Span);
                Text("message", related.Message);
            }));
        Object("partialFingerprints", () => _json.WriteString(Fingerprints.Name, _fingerprints.Of(finding, span, _tree.PlaceOf(finding.Kind, span.File))));
    }

    private void PhysicalLocation(DiagnosticKind kind, SourceSpan span) => Object("physicalLocation", () =>
    {
        var place = _tree.PlaceOf(kind, span.File);
        Object("artifactLocation", () =>
        {
            _json.WriteString("uri", place.Uri);
            if (place.Base is { } @base)
                _json.WriteString("uriBaseId", @base);
        });
        Object("region", () => Region(span));
    });

    // A place without a width is a line: of a whole file the first one.
    private void Region(SourceSpan span)
    {
        _json.WriteNumber("startLine", span.Line);
        if (span.EndLine < span.Line || (span.EndLine == span.Line && span.EndColumn <= span.Column))
            return;
        _json.WriteNumber("startColumn", span.Column);
        _json.WriteNumber("endLine", span.EndLine);
        _json.WriteNumber("endColumn", span.EndColumn);
    }

    /// <summary>The message, the advice, and a link to the second place, which is what makes a scanner show it.</summary>
    private static string Message(Diagnostic finding) =>
        finding.Message + (finding.Help is { } help ? $"\n{help}" : "") + (finding is { Related: { } related, Span: not null } ? $"\n[{Linked(related.Message)}](1)" : "");

    private static string Linked(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("[", "\\[", StringComparison.Ordinal).Replace("]", "\\]", StringComparison.Ordinal);

    private IEnumerable<string> Bases() =>
        _run.Results.SelectMany(result => new[] { result.Span.File, result.Finding.Related?.Span.File }, (result, file) => (result.Finding.Kind, File: file))
            .Where(item => item.File is not null)
            .Select(item => _tree.PlaceOf(item.Kind, item.File!).Base)
            .OfType<string>().Append(SourceTree.Root).Distinct().Order(StringComparer.Ordinal);

    private static string Level(DiagnosticKind kind) => kind.Severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "note",
    };

    private void Reference(string name, DiagnosticKind kind) => Object(name, () =>
    {
        _json.WriteString("id", kind.Id);
        _json.WriteNumber("index", _kinds.IndexOf(kind));
    });

    private void Text(string name, string text) => Object(name, () => _json.WriteString("text", text));

    private void Each<T>(IEnumerable<T> items, Action<T> write)
    {
        foreach (var item in items)
            Object(() => write(item));
    }

    private void Object(Action write)
    {
        _json.WriteStartObject();
        write();
        _json.WriteEndObject();
    }

    private void Object(string name, Action write)
    {
        _json.WritePropertyName(name);
        Object(write);
    }

    private void Array(string name, Action write)
    {
        _json.WriteStartArray(name);
        write();
        _json.WriteEndArray();
    }
}
