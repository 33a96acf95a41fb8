namespace BindGen.Emit;

/// <summary>One file as a template wrote it, before anything checks or stores it.</summary>
/// <param name="Path">Below the output directory, with forward slashes: <c>safe/Device.cs</c>.</param>
/// <param name="Template">The template that wrote it: <c>safe/handle.sbn-cs</c>.</param>
/// <param name="Symbol">The C symbol or the rules item that the file is for.</param>
internal sealed record GeneratedFile(string Path, string Text, string Template, string Symbol);
