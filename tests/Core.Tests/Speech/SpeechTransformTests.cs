using SemCom.Core.Tests.Quality;
using SemCom.Speech;

namespace SemCom.Core.Tests.Speech;

public sealed class SpeechTransformTests
{
    /// <summary>Aliasing of one window is taken back by the next, at the ends too.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(3000)]
    public void SamplesComeBack(int count)
    {
        var samples = Noise(count);
        var coefficients = SpeechTransform.Forward(samples);
        Assert.Equal(SpeechTransform.FrameCount(count) * SpeechTransform.Hop, coefficients.Length);
        var back = SpeechTransform.Inverse(coefficients, count);
        for (var i = 0; i < count; i++)
            Assert.Equal(samples[i], back[i], 1e-5);
    }

    /// <summary>An orthonormal transform keeps energy: errors of coefficients are errors of samples.</summary>
    [Fact]
    public void EnergyStays()
    {
        var samples = Noise(5000);
        Assert.Equal(1, SpeechTransform.Forward(samples).Sum(c => (double)c * c) / samples.Sum(s => (double)s * s), 1e-5);
    }

    /// <summary>A tone stands where its frequency is: coefficient k at (k + 1/2) · 15.625 Hz.</summary>
    [Fact]
    public void ATone_StandsAtItsFrequency()
    {
        const double hertz = 1000;
        var samples = Enumerable.Range(0, 4096).Select(n => (float)Math.Sin(2 * Math.PI * hertz * n / SpeechTransform.SampleRate)).ToArray();
        var coefficients = SpeechTransform.Forward(samples);
        for (var frame = 2; frame < 14; frame++)
        {
            var row = coefficients.AsSpan(frame * SpeechTransform.Hop, SpeechTransform.Hop).ToArray();
            Assert.True(row[62..66].Sum(c => (double)c * c) > 0.98 * row.Sum(c => (double)c * c), $"frame {frame}");
        }
    }

    [Fact]
    public void TooFewCoefficients_AreRefused() => Assert.Throws<ArgumentException>(() => SpeechTransform.Inverse(new float[SpeechTransform.Hop], 1000));

    private static float[] Noise(int count) => [.. Enumerable.Range(0, count).Select(i => (float)TestSpeech.Noise(i, 5))];
}
