using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace BindGen.Review;

/// <summary>Writes what there is to review as JSON, for scripts.</summary>
internal static class ReviewJson
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <returns>The text, which ends with a line end.</returns>
    public static string Write(IEnumerable<ReviewItem> items)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartArray();
            foreach (var item in items)
                Write(item, json);
            json.WriteEndArray();
        }
        return Encoding.UTF8.GetString(bytes.WrittenSpan) + "\n";
    }

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
