namespace BindGen.Check.Layouts;

/// <summary>What a comparison of layouts came to.</summary>
/// <param name="Records">How many records both sides have.</param>
/// <param name="Enums">How many enums both sides have.</param>
/// <param name="Differ">How many of these are not the same.</param>
/// <param name="OnlyHere">How many records and enums the other side does not have.</param>
internal sealed record LayoutFigures(int Records, int Enums, int Differ, int OnlyHere);
