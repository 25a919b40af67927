using SemCom.Runtime.Media;
using SemCom.Runtime.Quality;
using SemCom.Runtime.Tests.Onnx;

namespace SemCom.Runtime.Tests.Quality;

public sealed class PictureEmbedderTests
{
    private readonly Golden _golden = new("embed");

    /// <summary>Also against class, score and sum that came with the weights, from another program.</summary>
    [Fact]
    public void EmbeddingAndScores_AreThoseOfTheExport()
    {
        var side = _golden["side"].GetInt32();
        var embedding = Load().Embed(new PictureTile(0, 0, side, side).Planes(Golden.Formula(side)));

        var (length, sum) = (Math.Sqrt(Sum(v => v * v)), Sum(v => v));
        Assert.Equal(1, length, 1e-5);
        Assert.Equal(_golden["class"].GetInt32(), embedding.TopClass);
        Assert.Equal(_golden["score"].GetDouble(), embedding.Scores.Span[embedding.TopClass], 1e-3);
        _golden.AssertSamples(_golden["scores"], embedding.Scores.Span, 1e-4);
        var features = embedding.Vector.ToArray().Select(v => (float)(v * _golden["sum"].GetDouble() / sum)).ToArray();
        _golden.AssertSamples(_golden["embedding"], features, 1e-4);

        double Sum(Func<double, double> of) => embedding.Vector.ToArray().Sum(v => of(v));
    }

    /// <summary>96x64 is enlarged, 768x512 reduced.</summary>
    [Fact]
    public void Resizing_IsThatOfPyTorch()
    {
        _golden.AssertSamples(_golden["resized"], TriangleFilter.Resize(Golden.Crop, 224, 224), 1e-5);
        _golden.AssertSamples(_golden["reduced"], TriangleFilter.Resize(Golden.Harbour, 224, 224), 1e-5);
    }

    [Fact]
    public void SimilaritiesAndClasses_AreThoseOfTheExport()
    {
        var embedder = Load();
        var original = embedder.Embed(Golden.Crop);
        var classes = _golden["classes"];
        Assert.Equal(classes.GetProperty("original").GetInt32(), original.TopClass);
        foreach (var (name, similarity) in _golden.Values("similarities"))
        {
            var spoiled = embedder.Embed(Distortions.Named(name, Golden.Crop));
            Assert.Equal(similarity, original.SimilarityTo(spoiled), 1e-4);
            Assert.Equal(classes.GetProperty(name).GetInt32(), spoiled.TopClass);
        }
    }

    [Fact]
    public void Similarity_IsOneForItself_AndLowerForAnotherPictureThanForALittleDamage()
    {
        var embedder = Load();
        var (original, another, damaged) = (embedder.Embed(Golden.Crop), embedder.Embed(Golden.Formula(96)), embedder.Embed(Distortions.Named("noise8", Golden.Crop)));

        Assert.Equal(1, original.SimilarityTo(original), 1e-12);
        Assert.Equal(original.SimilarityTo(another), another.SimilarityTo(original));
        Assert.InRange(original.SimilarityTo(damaged), 0.9, 0.999);
        Assert.InRange(original.SimilarityTo(another), 0, 0.5);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 700)]
    [InlineData(500, 3)]
    public void AnySize_IsTaken(int width, int height)
    {
        var white = new byte[3 * width * height];
        white.AsSpan().Fill(255);
        Assert.All(TriangleFilter.Resize(new Picture(width, height, white), 224, 224), value => Assert.Equal(255, value, 1e-3));
        Assert.InRange(Load().Embed(new Picture(width, height, white)).TopClass, 0, 1000);
    }

    private static PictureEmbedder Load()
    {
        OnnxFact.RequireLibrary();
        return PictureEmbedder.Load(threads: 1);
    }
}
