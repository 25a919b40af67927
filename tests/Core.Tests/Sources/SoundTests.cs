namespace SemCom.Core.Tests.Sources;

public sealed class SoundTests
{
    [Theory]
    [InlineData(3999, 10, "sampling rate")]
    [InlineData(192_001, 10, "sampling rate")]
    [InlineData(8000, 0, "number of samples")]
    public void WrongSounds_AreRefused(int rate, int samples, string message) =>
        Assert.Contains(message, Assert.Throws<SemComException>(() => new Sound(rate, new float[samples])).Message, StringComparison.Ordinal);

    [Fact]
    public void NaN_IsRefused_ByName() =>
        Assert.Equal("sound: samples must be finite (sample 1 was NaN); repair what made them", Assert.Throws<SemComException>(() => new Sound(8000, [0, float.NaN])).Message);

    [Fact]
    public void Parts_LieWithin()
    {
        var sound = new Sound(8000, [1, 2, 3, 4]);
        Assert.Equal([2f, 3f], sound.Part(1, 2).Samples.ToArray());
        Assert.All([(-1, 2), (0, 0), (3, 2), (1, int.MaxValue)], part => Assert.Throws<SemComException>(() => sound.Part(part.Item1, part.Item2)));
    }

    /// <summary>A tone below the new band is the same tone; one above it is gone.</summary>
    [Theory]
    [InlineData(44_100, 1000, 1)]
    [InlineData(16_000, 3000, 1)]
    [InlineData(16_000, 5000, 0)]
    [InlineData(48_000, 11_000, 0)]
    public void Tones_KeepTheirAmplitude_OrGo(int rate, double hertz, double amplitude)
    {
        var tone = new Sound(rate, [.. Enumerable.Range(0, rate).Select(n => (float)Math.Sin(2 * Math.PI * hertz * n / rate))]).At(8000);
        Assert.Equal(8000, tone.ValueCount);
        var middle = tone.Part(1000, 6000);
        for (var n = 0; n < middle.ValueCount; n++)
            Assert.Equal(amplitude * Math.Sin(2 * Math.PI * hertz * (n + 1000) / 8000), middle.Samples[n], 0.01);
    }

    [Fact]
    public void Level_IsTheRootMeanSquare() => Assert.Equal(Math.Sqrt(0.5), new Sound(8000, [.. Enumerable.Range(0, 8000).Select(n => (float)Math.Sin(n * 0.1))]).Level, 1e-3);
}
