using SemCom.Core.Tests.Speech;
using SemCom.Speech;
using SemCom.Transmitter.Speech;

namespace SemCom.Transmitter.Tests.Speech;

public sealed class PitchTrackerTests
{
    private static SpeechTables Tables => TestVoice.Tables;

    /// <summary>The fundamental of a voice with vibrato, all harmonics and some breath is found within 4 % in nine frames of ten, and never missed for silence.</summary>
    [Theory]
    [InlineData(95)]
    [InlineData(130)]
    [InlineData(210)]
    [InlineData(260)]
    public void TheFundamental_IsFound(double hertz)
    {
        const double vibrato = 0.015, rate = 5, seconds = 2;
        var phase = 0.0;
        var (samples, fundamentals) = (new float[(int)(seconds * 8000)], new double[(int)(seconds * 8000)]);
        for (var n = 0; n < samples.Length; n++)
        {
            fundamentals[n] = hertz * (1 + vibrato * Math.Sin(2 * Math.PI * rate * n / 8000));
            phase += 2 * Math.PI * fundamentals[n] / 8000;
            samples[n] = (float)(Enumerable.Range(1, (int)(3800 / hertz)).Sum(i => Math.Cos(i * phase + i * i) / i) + 0.05 * Math.Sin(0.7 * Math.Pow(n, 1.9) % 6283));
        }
        var speech = new SpeechAnalyzer(Tables).Analyze(new Sound(8000, samples));
        var inside = speech.Pitch.Index().ToArray()[4..^4];
        Assert.All(inside, frame => Assert.True(frame.Item.Strength > 0));
        Assert.True(inside.Count(frame => Math.Abs(frame.Item.Hertz / fundamentals[frame.Index * SpeechTransform.Hop] - 1) < 0.04) > 0.9 * inside.Length,
            string.Join(' ', inside.Select(frame => $"{frame.Item.Hertz:F0}")));
    }

    /// <summary>The likeliest of all ways through three frames, each tried: squares as those of normal variables, states at the price of their bits.</summary>
    [Fact]
    public void TheTrack_IsTheLikeliestOfAll()
    {
        var speech = new SpeechAnalyzer(Tables).Analyze(TestVoice.Make(700));
        var (coefficients, frames) = (speech.Coefficients[..(3 * SpeechTransform.Hop)], 3);
        var variances = speech.Describe(SpeechTables.MaxDepth, withPitch: false).Variances(Tables)[..(3 * SpeechTransform.Hop)];
        var track = new PitchTracker(Tables.Pitch).Track(coefficients, variances);
        var states = PitchState.All;
        var local = new double[frames, states.Count];
        for (var frame = 0; frame < frames; frame++)
        {
            for (var s = 0; s < states.Count; s++)
            {
                for (var k = 0; k < SpeechTransform.Hop; k++)
                {
                    var (c, h) = (coefficients[frame * SpeechTransform.Hop + k], (double)Tables.Pitch.Factors(states[s])[k]);
                    local[frame, s] += 0.5 * (Math.Log(h) + c * c / (variances[frame * SpeechTransform.Hop + k] * h));
                }
            }
        }
        double Price(PitchState before, PitchState state) => Math.Log(2) * Tables.Pitch.Bits(before, state);
        double Cost(int a, int b, int c) => Price(PitchState.None, states[a]) + local[0, a] + Price(states[a], states[b]) + local[1, b] + Price(states[b], states[c]) + local[2, c];
        var best = double.PositiveInfinity;
        for (var a = 0; a < states.Count; a++)
        {
            for (var b = 0; b < states.Count; b++)
            {
                for (var c = 0; c < states.Count; c++)
                    best = Math.Min(best, Cost(a, b, c));
            }
        }
        Assert.Equal(best, Cost(track[0].Index, track[1].Index, track[2].Index), 1e-3);
    }
}
