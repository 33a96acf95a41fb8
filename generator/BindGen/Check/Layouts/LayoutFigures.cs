namespace BindGen.Check.Layouts;

/// <summary>What a comparison of layouts came to.</summary>
/// <param name="Records">How many records both sides have, those without a name inside others included.</param>
/// <param name="Enums">How many enums both sides have.</param>
/// <param name="Differ">How many of these are not the same; what is inside another is part of that one.</param>
/// <param name="OnlyHere">How many records and enums the other side does not have.</param>
/// <param name="Unnamed">How many records C has no way to name, so that nothing can be asked about them.</param>
internal sealed record LayoutFigures(int Records, int Enums, int Differ, int OnlyHere, int Unnamed);
