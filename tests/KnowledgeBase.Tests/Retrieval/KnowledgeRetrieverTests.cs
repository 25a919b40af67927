using System.IO.Compression;
using SemCom.Randomness;

namespace SemCom.Knowledge.Tests.Retrieval;

public sealed class KnowledgeRetrieverTests(ITestOutputHelper output)
{
    [Fact]
    public void Questions_FindTheirSectionOfTheDocumentation()
    {
        var root = Root();
        using var store = new MemoryKnowledgeStore(TimeProvider.System);
        var files = Directory.GetFiles(Path.Combine(root, "docs"), "*.md").Append(Path.Combine(root, "README.md"));
        var retriever = KnowledgeRetriever.Ingest(store, files.Select(f => new TextDocument(Path.GetRelativePath(root, f).Replace('\\', '/'), File.ReadAllText(f))));
        var questions = Questions();
        Assert.Equal(25, questions.Count);
        var fused = Recall(questions, (q, k) => retriever.Search(q, k));
        var words = Recall(questions, (q, k) => store.SearchText(q, k, KnowledgeKind.TextFact));
        var places = Recall(questions, retriever.SearchNear);
        output.WriteLine($"{store.Count} pieces; recall@1, @5: fused {fused}, words {words}, places {places}");
        Assert.InRange(fused.At5, 0.85, 1);
        Assert.InRange(places.At5, 0.75, 1);
    }

    /// <summary>A sentence of which a third of the words is gone finds itself among 5000.</summary>
    [Fact]
    public void SentencesWithoutAThirdOfTheirWords_FindThemselves()
    {
        var sentences = Sentences(5000);
        using var store = new MemoryKnowledgeStore(TimeProvider.System);
        var embedder = TextEmbedder.Learn(sentences, 256);
        store.Add([.. sentences.Select((s, i) => new KnowledgeEntry(KnowledgeKind.TextFact, $"{i}", [], embedder.Embed(s), s))]);
        var retriever = KnowledgeRetriever.Of(store);
        int[] asked = [.. Enumerable.Range(0, 60).Select(i => 83 * i)];
        var fused = asked.Count(i => retriever.Search(Shortened(sentences[i], i), 1)[0].Entry.Text == sentences[i]);
        var places = asked.Count(i => retriever.SearchNear(Shortened(sentences[i], i), 1)[0].Entry.Text == sentences[i]);
        output.WriteLine($"recall@1 of {asked.Length}: fused {fused}, places {places}");
        Assert.InRange(fused, 55, 60);
        Assert.InRange(places, 54, 60);
    }

    [Fact]
    public void FusedScores_AreSumsOfReciprocalRanks()
    {
        KnowledgeEntry[] e = [.. Enumerable.Range(0, 4).Select(i => new KnowledgeEntry(KnowledgeKind.TextFact, $"{i}", []))];
        List<KnowledgeHit> List(params int[] order) => [.. order.Select(i => new KnowledgeHit(e[i], 0))];
        var fused = RankFusion.Fuse(3, List(0, 1, 2), List(1, 3));
        Assert.Equal([e[1], e[0], e[3]], fused.Select(h => h.Entry));
        Assert.Equal([1 / 62.0 + 1 / 61.0, 1 / 61.0, 1 / 62.0], fused.Select(h => h.Score));
    }

    [Fact]
    public void TextsWithoutWords_FindNothing()
    {
        using var store = new MemoryKnowledgeStore(TimeProvider.System);
        Assert.Empty(KnowledgeRetriever.Of(store).Search("anything", 5));
        var retriever = KnowledgeRetriever.Ingest(store, [new TextDocument("a.txt", "some words")]);
        Assert.Empty(retriever.Search("?!", 5));
        Assert.Single(retriever.Search("words", 5));
        Assert.Contains("1000", Assert.Throws<SemComException>(() => retriever.Search("words", 1001)).Message, StringComparison.Ordinal);
    }

    private static (double At1, double At5) Recall(List<(string Question, string File, string Heading)> questions, Func<string, int, IReadOnlyList<KnowledgeHit>> search)
    {
        double At(int k) => questions.Count(q => search(q.Question, k).Any(h => h.Entry.Key.StartsWith($"{q.File}#", StringComparison.Ordinal)
            && h.Entry.Key[(h.Entry.Key.LastIndexOf(" / ", StringComparison.Ordinal) + 3)..].StartsWith(q.Heading, StringComparison.Ordinal))) / (double)questions.Count;
        return (At(1), At(5));
    }

    private static List<(string Question, string File, string Heading)> Questions()
    {
        using var reader = new StreamReader(typeof(KnowledgeRetrieverTests).Assembly.GetManifestResourceStream("questions.tsv")!);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split('\t')).Select(p => (p[0], p[1], p[2].Trim()))];
    }

    private static string Shortened(string sentence, int seed)
    {
        var words = sentence.Split(' ').ToList();
        var random = new CounterRandom((ulong)seed, RandomPurpose.SourceData, 0);
        for (var (gone, draw) = (words.Count / 3, 0UL); gone > 0; gone--)
            words.RemoveAt((int)(random.Uniform(draw++) * words.Count));
        return string.Join(' ', words);
    }

    private static List<string> Sentences(int count)
    {
        var path = Path.Combine(Environment.GetEnvironmentVariable("SEMCOM_DATA") ?? "", "text.txt.gz");
        if (!File.Exists(path))
            Assert.Skip("SEMCOM_DATA does not name a folder with text.txt.gz");
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        var sentences = new List<string>(count);
        while (sentences.Count < count && reader.ReadLine() is { } line)
            sentences.Add(line);
        return sentences;
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "SemCom.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("the tests do not run within the repository");
    }
}
