namespace SemCom.Knowledge.Tests.Retrieval;

public sealed class TextChunkerTests
{
    private const string Page = "# Top\n\nFirst words\nhere.\n\n## One\n- item a\n- item b\n\n```\n# no heading\n```\n\n## Two ##\n| a | b |\n\n# Next\nlast\n";

    [Fact]
    public void Markdown_IsDividedAtItsHeadings()
    {
        var chunks = new TextChunker().Divide(new TextDocument("a.md", Page));
        Assert.Equal([("Top", 3, 4, "First words here."), ("Top / One", 7, 11, "- item a - item b # no heading"), ("Top / Two", 15, 15, "| a | b |"), ("Next", 18, 18, "last")],
            chunks.Select(c => (c.Heading, c.FirstLine, c.LastLine, c.Text)));
        var entry = chunks[1].ToEntry([1, 2]);
        Assert.Equal((KnowledgeKind.TextFact, "a.md#Top / One~1", "a.md:7-11"), (entry.Kind, entry.Key, entry.Provenance));
        Assert.Contains("Top / One\n- item a", entry.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void PlainText_HasNoHeadings() =>
        Assert.Equal(("", "# Top First"), Assert.Single(new TextChunker().Divide(new TextDocument("a.txt", "# Top\r\n\r\nFirst")).Select(c => (c.Heading, c.Text))));

    /// <summary>Nothing is lost, nothing is too long, neighbours overlap as asked, and lines are those of the words.</summary>
    [Theory]
    [InlineData(20, 5)]
    [InlineData(120, 24)]
    [InlineData(8, 0)]
    public void Windows_CoverEveryWord(int maxWords, int overlap)
    {
        var lines = Enumerable.Range(0, 200).Select(i => i % 7 == 0 ? "" : string.Join(' ', Enumerable.Range(0, i % 11).Select(j => $"w{i}.{j}"))).ToList();
        var chunks = new TextChunker(maxWords, overlap).Divide(new TextDocument("a.txt", string.Join('\n', lines)));
        var all = lines.SelectMany(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList();
        var position = 0;
        foreach (var chunk in chunks)
        {
            var words = chunk.Text.Split(' ');
            Assert.InRange(words.Length, 1, maxWords);
            var start = all.IndexOf(words[0]);
            Assert.Equal(position == 0 ? 0 : position - overlap, start);
            Assert.Equal(all.Skip(start).Take(words.Length), words);
            Assert.StartsWith($"w{chunk.FirstLine - 1}.", words[0], StringComparison.Ordinal);
            Assert.StartsWith($"w{chunk.LastLine - 1}.", words[^1], StringComparison.Ordinal);
            position = start + words.Length;
        }
        Assert.Equal(all.Count, position);
    }

    [Fact]
    public void Keys_StayWhenOtherSectionsChange()
    {
        var chunker = new TextChunker();
        var before = chunker.Divide(new TextDocument("a.md", Page));
        var after = chunker.Divide(new TextDocument("a.md", Page.Replace("First words", "Many other\n\nwords", StringComparison.Ordinal)));
        Assert.Equal(before.Select(c => c.Key), after.Select(c => c.Key));
        Assert.NotEqual(before[1].Provenance, after[1].Provenance);
    }

    [Fact]
    public void LongNames_StayDifferent()
    {
        var name = new string('n', 300);
        var keys = new[] { "a", "b" }.Select(x => Assert.Single(new TextChunker().Divide(new TextDocument(name + x, new string('x', 5000) is var w ? "word" : w))).ToEntry()).ToList();
        Assert.NotEqual(keys[0].Key, keys[1].Key);
        Assert.All(keys, k => Assert.Equal(256, k.Key.Length));
    }

    [Fact]
    public void WrongSizes_AreNamed()
    {
        Assert.Contains("8", Assert.Throws<SemComException>(() => new TextChunker(7)).Message, StringComparison.Ordinal);
        Assert.Contains("share", Assert.Throws<SemComException>(() => new TextChunker(20, 11)).Message, StringComparison.Ordinal);
    }
}
