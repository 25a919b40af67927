using SemCom.Core.Tests.Quality;
using SemCom.Latents;
using SemCom.Runtime.Tests.Onnx;

namespace SemCom.Transmitter.Tests;

public sealed class PictureTokensTests
{
    public PictureTokensTests() => OnnxFact.RequireLibrary();

    [Theory]
    [InlineData("image-linear", 96, 64)]
    [InlineData("image-base", 50, 33)]
    public void Fit_GivesTheFinestMessageThatFits(string model, int width, int height)
    {
        var tokens = Tokenize(model, TestPictures.Waves(width, height));
        foreach (var budget in new[] { 60, 200, 1000, 2000 })
        {
            var message = tokens.Fit(budget);
            Assert.NotNull(message);
            Assert.InRange(message.Length, 0.93 * budget - 8, budget);
        }
        Assert.Null(tokens.Fit(9)); // header, check and one byte are ten
        Assert.Equal(tokens.ToBytes(PictureTokens.QualityCount - 1), tokens.Fit(int.MaxValue));
    }

    /// <summary>Half a kilopixel a byte: the coarsest messages say little more than the colours of regions.</summary>
    [Fact]
    public void Fit_GoesDownToVeryFewBytes()
    {
        var tokens = Tokenize("image-base", TestPictures.NoisyWaves(512, 384, 60));
        Assert.InRange(tokens.Fit(200)!.Length, 100, 200);
    }

    [Fact]
    public void Sizes_RiseAndErrorsFall_WithQuality()
    {
        var tokens = Tokenize("image-base", TestPictures.NoisyWaves(64, 64, 60));
        var curve = tokens.Curve(8).Points;
        Assert.InRange(curve.Count, 6, 8);
        for (var i = 1; i < curve.Count; i++)
        {
            Assert.True(curve[i].Bytes > curve[i - 1].Bytes, $"{curve[i - 1]} {curve[i]}");
            Assert.True(curve[i].Error < curve[i - 1].Error, $"{curve[i - 1]} {curve[i]}");
        }
    }

    [Fact]
    public void ErrorAt_LiesBetweenThePoints()
    {
        var curve = new RateDistortion([(100, 400), (400, 100)]);
        Assert.Equal(double.PositiveInfinity, curve.ErrorAt(99));
        Assert.Equal(400, curve.ErrorAt(100), 1e-9);
        Assert.Equal(200, curve.ErrorAt(200), 1e-9);
        Assert.Equal(100, curve.ErrorAt(4000), 1e-9);
    }

    [Fact]
    public void QualityOutOfRange_IsRefused()
    {
        var tokens = Tokenize("image-linear", TestPictures.Waves(16, 16));
        Assert.Throws<SemComException>(() => tokens.ToBytes(-1));
        Assert.Throws<SemComException>(() => tokens.ToBytes(PictureTokens.QualityCount));
        Assert.Equal(PictureTokens.QualityCount, TokenHeader.StepCount);
    }

    private static PictureTokens Tokenize(string model, Picture picture)
    {
        using var transmitter = SemanticTransmitter.Load(model);
        return transmitter.Tokenize(picture);
    }
}
