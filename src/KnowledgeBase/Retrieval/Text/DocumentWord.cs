namespace SemCom.Knowledge;

/// <summary>A word of a document.</summary>
/// <param name="Text">Its characters, without spaces.</param>
/// <param name="Line">The line that it stands on, from 1.</param>
/// <param name="StartsBlock">Whether a paragraph, list item, or line of a table or of code starts with it.</param>
internal readonly record struct DocumentWord(string Text, int Line, bool StartsBlock);
