using System.Numerics.Tensors;

namespace SemCom.Knowledge.Tests.Retrieval;

public sealed class TextEmbedderTests
{
    private static readonly string[] Corpus = [.. Enumerable.Range(0, 300).Select(i => $"the sender of frame {i} transmits word{i % 17} over channel{i % 5}")];

    /// <summary>Inner products of projections are those of the features, but for a standard deviation below √(2/dimensions) for unit vectors (Achlioptas 2003).</summary>
    [Fact]
    public void TheProjection_KeepsCosines()
    {
        var (narrow, wide) = (TextEmbedder.Learn(Corpus, 256), TextEmbedder.Learn(Corpus, 4096, seed: 9));
        var errors = new List<double>();
        for (var i = 0; i + 1 < 60; i += 2)
            errors.Add(Cosine(narrow, i, i + 1) - Cosine(wide, i, i + 1));
        Assert.InRange(Math.Sqrt(errors.Average(e => e * e)), 0.001, Math.Sqrt(2 / 256.0));
        Assert.InRange(errors.Average(), -0.05, 0.05);
    }

    [Fact]
    public void WordsOfOneStem_AreCloserThanOthers()
    {
        var embedder = TextEmbedder.Learn([]);
        double Near(string a, string b) => TensorPrimitives.Dot<float>(embedder.Embed(a), embedder.Embed(b));
        Assert.InRange(Near("transmitter", "transmitters"), 0.12, 0.9);
        Assert.InRange(Near("transmitter", "garden"), -0.11, 0.11);
        Assert.Equal(1, Near("Same words!", "same, WORDS"), 1e-5);
    }

    [Fact]
    public void RareWords_WeighMore()
    {
        var embedder = TextEmbedder.Learn([.. Corpus, "gallium arsenide"]);
        double Near(string a, string b) => TensorPrimitives.Dot<float>(embedder.Embed(a), embedder.Embed(b));
        Assert.True(Near("frame gallium", "gallium") > Near("frame gallium", "frame") + 0.1);
    }

    [Fact]
    public void ATextWithoutWords_IsNowhere()
    {
        var embedder = TextEmbedder.Learn(Corpus, 128);
        Assert.Equal(new float[128], embedder.Embed(" ?! "));
        Assert.Equal(1, TensorPrimitives.Norm<float>(embedder.Embed("word")), 1e-5);
        Assert.Contains("multiple of 64", Assert.Throws<SemComException>(() => TextEmbedder.Learn(Corpus, 100)).Message, StringComparison.Ordinal);
    }

    private static double Cosine(TextEmbedder embedder, int i, int j) => TensorPrimitives.Dot<float>(embedder.Embed(Corpus[i]), embedder.Embed(Corpus[j]));
}
