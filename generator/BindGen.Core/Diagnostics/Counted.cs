namespace BindGen.Diagnostics;

/// <summary>Numbers with what they count.</summary>
internal static class Counted
{
    public static string Of(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
