using System.Text.Json;
using BindGen.Output;

namespace BindGen.Review;

/// <summary>Writes what there is to review as JSON, for scripts.</summary>
internal static class ReviewJson
{
    /// <returns>The text, which ends with a line end.</returns>
    public static string Write(IEnumerable<ReviewItem> items) => JsonText.Of(json =>
    {
        json.WriteStartArray();
        foreach (var item in items)
            Write(item, json);
        json.WriteEndArray();
    });

    private static void Write(ReviewItem item, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("state", ReviewWords.Of(item.State));
        json.WriteString("kind", ReviewWords.Of(item.Kind));
        json.WriteString("path", item.Path);
        if (item.Output?.Target is { } target)
            json.WriteString("target", target);
        if (item.Note.Length > 0)
            json.WriteString("note", item.Note);
        json.WriteEndObject();
    }
}
