namespace BindGen.Rules;

/// <summary>Writes words as rules have them.</summary>
internal static class Spelling
{
    public static string Of(Word word) => word.Kind switch
    {
        WordKind.String => $"\"{word.Text.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n")}\"",
        WordKind.Header => $"<{word.Text}>",
        _ => word.Text,
    };
}
