using System.Security.Cryptography;
using System.Text;

namespace SemCom;

/// <summary>A piece of a document.</summary>
/// <param name="Document">Name of the document.</param>
/// <param name="Heading">The headings that it stands under, the outermost first, divided by " / "; may be empty.</param>
/// <param name="Number">Which piece of its heading it is, from 1.</param>
/// <param name="FirstLine">Line on which it starts, from 1.</param>
/// <param name="LastLine">Line on which it ends.</param>
/// <param name="Text">Its words.</param>
public sealed record TextChunk(string Document, string Heading, int Number, int FirstLine, int LastLine, string Text)
{
    private const int MaxName = 256, HashDigits = 32;

    /// <summary>What it is known by: document, headings and number. What is written under other headings does not change it.</summary>
    public string Key => Short($"{Document}#{Heading}~{Number}");

    /// <summary>Document and lines, as in "a.md:3-9".</summary>
    public string Provenance => Short($"{Document}:{FirstLine}-{LastLine}");

    /// <summary>Headings and words: what is searched.</summary>
    public string Searched => Heading.Length == 0 ? Text : $"{Heading}\n{Text}";

    /// <summary>The chunk as knowledge.</summary>
    /// <param name="embedding">Where it stands among others; may be empty.</param>
    /// <exception cref="SemComException">It is too long for an entry.</exception>
    public KnowledgeEntry ToEntry(ReadOnlySpan<float> embedding = default) => new(KnowledgeKind.TextFact, Key, [], embedding, Searched, Provenance);

    /// <summary>Names that are too long end in the hash of all of them.</summary>
    private static string Short(string name) =>
        name.Length <= MaxName ? name : $"{name[..(MaxName - HashDigits - 1)]}~{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..HashDigits]}";
}
