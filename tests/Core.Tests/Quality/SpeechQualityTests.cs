using System.Globalization;
using SemCom.Randomness;

namespace SemCom.Core.Tests.Quality;

public sealed class SpeechQualityTests
{
    /// <summary>Rows of stoi.csv, which make_stoi.py wrote with pystoi and NumPy.</summary>
    public static IEnumerable<TheoryDataRow<int, double, string, double, double, double>> Expected() =>
        from line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Quality", "stoi.csv")).Skip(1)
        let f = line.Split(',')
        select new TheoryDataRow<int, double, string, double, double, double>(
            int.Parse(f[0]), Number(f[1]), f[2], Number(f[3]), Number(f[4]), Number(f[5]));

    [Theory]
    [MemberData(nameof(Expected))]
    public void StoiAndSiSdr_AgreeWithPystoiAndNumPy(int rate, double seconds, string kind, double strength, double stoi, double siSdrDb)
    {
        var reference = TestSpeech.Make(rate, seconds);
        var degraded = TestSpeech.Degrade(kind, strength, reference);

        Assert.Equal(stoi, SpeechQuality.Stoi(reference, degraded, rate)!.Value, 1e-6);
        Assert.Equal(siSdrDb, SpeechQuality.SiSdrDb(reference, degraded), 1e-4);
    }

    [Theory]
    [InlineData(10_000, 1.2, "noise", 0.2)]
    [InlineData(16_000, 1.3, "clip", 0.15)]
    [InlineData(8_000, 1.0, "noise", 0.7)]
    public void Stoi_AgreesWithThePaperStepByStep(int rate, double seconds, string kind, double strength)
    {
        var reference = TestSpeech.Make(rate, seconds);
        var degraded = TestSpeech.Degrade(kind, strength, reference);

        Assert.Equal(NaiveStoi.Compare(reference, degraded, rate), SpeechQuality.Stoi(reference, degraded, rate)!.Value, 1e-6);
    }

    [Theory]
    [InlineData(8_000)]
    [InlineData(22_050)]
    [InlineData(44_100)]
    [InlineData(9_975)]
    public void Resampler_AgreesWithAConvolutionAtTheCommonMultiple(int rate)
    {
        var signal = TestSpeech.Make(rate, 0.01);

        var expected = NaiveStoi.Resample(signal, rate);
        var actual = new RationalResampler(rate, 10_000).Convert(signal);

        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    [Theory]
    [InlineData(8_000)]
    [InlineData(10_000)]
    [InlineData(16_000)]
    public void Stoi_OfIdenticalSignals_IsOne_AtAnyScale(int rate)
    {
        var speech = TestSpeech.Make(rate, 1.5);

        Assert.Equal(1, SpeechQuality.Stoi(speech, speech, rate)!.Value, 1e-9);
        Assert.Equal(1, SpeechQuality.Stoi(speech, Scaled(speech, -3000f), rate)!.Value, 1e-6);
    }

    [Fact]
    public void Stoi_GrowsWithTheSnr()
    {
        var speech = TestSpeech.Make(10_000, 3);
        var scores = Enumerable.Range(-4, 9).Select(step =>
            SpeechQuality.Stoi(speech, TestSpeech.Degrade("noise", 0.3 * Math.Pow(10, -5 * step / 20.0), speech), 10_000)!.Value).ToArray();

        Assert.All(scores.Zip(scores.Skip(1)), pair => Assert.True(pair.First < pair.Second, $"{pair.First} came before {pair.Second}"));
        Assert.True(scores[0] < 0.3, $"was {scores[0]} at −20 dB");
        Assert.True(scores[^1] > 0.95, $"was {scores[^1]} at 20 dB");
    }

    [Theory]
    [InlineData(4096, false)]
    [InlineData(4097, true)]
    public void Stoi_Needs31FramesOfSpeech(int samples, bool defined)
    {
        // 31 frames, 128 samples apart, of which none ends on the last sample: 30·128 + 256 + 1.
        var speech = TestSpeech.Make(10_000, 0.5)[..samples];

        Assert.Equal(defined, SpeechQuality.Stoi(speech, speech, 10_000).HasValue);
    }

    [Fact]
    public void Stoi_CutsWhatTheReferenceLacks()
    {
        // Two pauses, 60 dB down, hold noise in the degraded signal only; without the cut it would count.
        var speech = TestSpeech.Make(10_000, 2.2);
        var degraded = speech.Select((v, i) => i / 10_000.0 % 1.1 is > 0.83 and < 1.07 ? (float)TestSpeech.Noise(i, 4) : v).ToArray();

        Assert.Equal(1, SpeechQuality.Stoi(speech, degraded, 10_000)!.Value, 1e-9);
    }

    [Fact]
    public void Stoi_OfSilence_IsZero_AndUndefinedAgainstSilence()
    {
        var speech = TestSpeech.Make(10_000, 1);

        Assert.Equal(0, SpeechQuality.Stoi(speech, new float[speech.Length], 10_000)!.Value);
        Assert.Null(SpeechQuality.Stoi(new float[speech.Length], speech, 10_000));
    }

    [Theory]
    [InlineData(0, 1f)]
    [InlineData(20, 0.01f)]
    [InlineData(-15, -7f)]
    [InlineData(60, 250f)]
    public void SiSdr_OfOrthogonalNoise_IsThePowerRatio_AtAnyScaleAndOffset(double ratioDb, float scale)
    {
        // Whole periods of sines of different frequencies are orthogonal and have no mean.
        const int samples = 4000;
        var amplitude = Math.Pow(10, -ratioDb / 20);
        var reference = Sine(samples, 50, 1);
        var noise = Sine(samples, 73, amplitude);
        var estimate = reference.Zip(noise, (s, n) => scale * (s + n) + 3f * scale).ToArray();

        Assert.Equal(ratioDb, SpeechQuality.SiSdrDb(reference, estimate), 1e-3);
    }

    [Fact]
    public void SiSdr_OfGaussianNoise_IsTheSnr()
    {
        var (reference, noise) = (new float[200_000], new float[200_000]);
        new CounterRandom(1, RandomPurpose.SourceData, 0).FillGaussian(reference);
        new CounterRandom(1, RandomPurpose.ChannelNoise, 0).FillGaussian(noise);
        var estimate = reference.Zip(noise, (s, n) => s + 0.5f * n).ToArray();

        // The SNR of n = 200 000 draws is 20·log10(2) with a standard deviation of 4.34·√(4 / n) = 0.02 dB; five of them.
        Assert.Equal(6.0206, SpeechQuality.SiSdrDb(reference, estimate), 0.1);
    }

    [Fact]
    public void SiSdr_AtItsEnds()
    {
        var speech = TestSpeech.Make(8_000, 0.5);

        Assert.Equal(double.PositiveInfinity, SpeechQuality.SiSdrDb(speech, speech));
        Assert.True(SpeechQuality.SiSdrDb(speech, Scaled(speech, -0.3f)) > 120);
        Assert.Equal(double.NegativeInfinity, SpeechQuality.SiSdrDb(speech, new float[speech.Length]));
        Assert.Equal(double.NegativeInfinity, SpeechQuality.SiSdrDb([1, -1, 1, -1], [1, 1, -1, -1]));
    }

    [Fact]
    public void BadSignals_AreRefusedInOneLine()
    {
        static string Message(Action action) => Assert.Throws<SemComException>(action).Message;

        Assert.Equal("speech: both signals must have the same length (was 2 and 3 samples); align and cut them first",
            Message(() => SpeechQuality.SiSdrDb([1, 2], [1, 2, 3])));
        Assert.Equal("speech: samples must be finite (sample 1 of the received signal was NaN); repair what made them",
            Message(() => SpeechQuality.Stoi([1, 2], [1, float.NaN], 16_000)));
        Assert.Equal("speech: the reference must not be silent (was 3 equal samples); leave such recordings out",
            Message(() => SpeechQuality.SiSdrDb([0.1f, 0.1f, 0.1f], [1, 2, 3])));
        Assert.Equal("speech: signals need at least one sample (was 0); leave empty recordings out", Message(() => SpeechQuality.SiSdrDb([], [])));
        Assert.Equal("speech: sampling rate [Hz] must be between 8000 and 192000 (was 4000); convert the recording to 16000 Hz",
            Message(() => SpeechQuality.Stoi([1, 2], [1, 2], 4000)));
        Assert.Equal("speech: the sampling rate must be a multiple of 25 Hz (was 16001); convert the recording to 16000 Hz",
            Message(() => SpeechQuality.Stoi([1, 2], [1, 2], 16_001)));
    }

    private static float[] Sine(int samples, int periods, double amplitude) =>
        [.. Enumerable.Range(0, samples).Select(i => (float)(amplitude * Math.Sin(2 * Math.PI * periods * i / samples)))];

    private static float[] Scaled(float[] signal, float scale) => [.. signal.Select(v => scale * v)];

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
