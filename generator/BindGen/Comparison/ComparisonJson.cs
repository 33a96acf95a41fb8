using System.Text.Json;
using BindGen.Output;

namespace BindGen.Comparison;

/// <summary>Writes a comparison as JSON; <c>generator/docs/diff.md</c> has the schema.</summary>
internal sealed class ComparisonJson
{
    private const string Schema = "bindgen-diff/1";

    private readonly Utf8JsonWriter _json;

    private ComparisonJson(Utf8JsonWriter json) => _json = json;

    /// <returns>The text, which ends with a line end.</returns>
    public static string Write(ApiComparison comparison) => JsonText.Of(json => new ComparisonJson(json).Comparison(comparison));

    private void Comparison(ApiComparison comparison)
    {
        _json.WriteStartObject();
        _json.WriteString("schema", Schema);
        Api("before", comparison.Before);
        Api("after", comparison.After);
        Summary(comparison);
        _json.WriteStartArray("changes");
        foreach (var change in comparison.Changes)
            Change(change);
        _json.WriteEndArray();
        _json.WriteEndObject();
    }

    private void Api(string name, ComparedApi api)
    {
        _json.WriteStartObject(name);
        _json.WriteString("name", api.Name);
        _json.WriteString("source", api.Source);
        _json.WriteString("target", api.Triple);
        _json.WriteEndObject();
    }

    private void Summary(ApiComparison comparison)
    {
        _json.WriteStartObject("summary");
        foreach (var kind in Enum.GetValues<ChangeKind>())
            _json.WriteNumber(Word(kind), ComparisonCounts.Of(comparison, kind));
        _json.WriteNumber("unchanged", comparison.Unchanged);
        _json.WriteNumber("moved", comparison.Moved);
        foreach (var reader in Enum.GetValues<Reader>())
        {
            _json.WriteStartObject(Word(reader));
            foreach (var verdict in Enum.GetValues<Verdict>())
                _json.WriteNumber(Word(verdict), ComparisonCounts.Of(comparison, reader, verdict));
            _json.WriteEndObject();
        }
        _json.WriteEndObject();
    }

    private void Change(DeclarationChange change)
    {
        _json.WriteStartObject();
        _json.WriteString("kind", Word(change.Kind));
        _json.WriteString("subject", Word(change.Subject));
        _json.WriteString("name", change.Name);
        _json.WriteString("header", change.Header);
        Verdicts(change.Verdicts);
        _json.WriteStartArray("details");
        foreach (var detail in change.Details)
        {
            _json.WriteStartObject();
            _json.WriteString("kind", Word(detail.Kind));
            _json.WriteString("text", detail.Text);
            Verdicts(detail.Verdicts);
            _json.WriteEndObject();
        }
        _json.WriteEndArray();
        Side("before", change.Before);
        Side("after", change.After);
        _json.WriteEndObject();
    }

    private void Verdicts(Verdicts verdicts)
    {
        _json.WriteStartObject("verdicts");
        foreach (var reader in Enum.GetValues<Reader>())
            _json.WriteString(Word(reader), Word(ComparisonCounts.VerdictFor(verdicts, reader)));
        _json.WriteEndObject();
    }

    private void Side(string name, DeclarationSide? side)
    {
        if (side is null)
        {
            _json.WriteNull(name);
            return;
        }
        _json.WriteStartObject(name);
        _json.WriteString("c", side.C);
        _json.WriteString("rule", side.Rule);
        _json.WriteString("csharp", side.CSharp);
        _json.WriteStartArray("ownership");
        foreach (var line in side.Ownership)
            _json.WriteStringValue(line);
        _json.WriteEndArray();
        _json.WriteEndObject();
    }

    private static string Word<T>(T value) where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
