using SemCom.Core.Tests.Speech;
using SemCom.Speech;
using SemCom.Transmitter.Speech;

namespace SemCom.Transmitter.Tests.Speech;

public sealed class PitchTrackerTests
{
    private static SpeechTables Tables => TestVoice.Tables;

    /// <summary>The fundamental of a harmonic tone is found to the step, or an octave of it is not taken for it.</summary>
    [Theory]
    [InlineData(95)]
    [InlineData(130)]
    [InlineData(210)]
    [InlineData(320)]
    public void TheFundamental_IsFound(double hertz)
    {
        var samples = Enumerable.Range(0, 16_000).Select(n => (float)Enumerable.Range(1, (int)(2500 / hertz)).Sum(i => Math.Cos(2 * Math.PI * i * hertz * n / 8000 + i * i) / i)).ToArray();
        var speech = new SpeechAnalyzer(Tables).Analyze(new Sound(8000, samples));
        foreach (var state in speech.Pitch[4..^4])
            Assert.InRange(state.Hertz / hertz, 0.975, 1.025);
        Assert.All(speech.Pitch[4..^4], state => Assert.True(state.Strength > 0));
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
