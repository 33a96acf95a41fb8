namespace BindGen.Rules;

/// <summary>A comment, which no node of the tree holds: from its <c>#</c> to the end of its line, without the blanks there.</summary>
/// <param name="StartsLine">Nothing but blanks stands before it in its line.</param>
/// <param name="InBlock">It stands between the braces of an item.</param>
internal readonly record struct Comment(string Text, int Line, int Column, bool StartsLine, bool InBlock);
