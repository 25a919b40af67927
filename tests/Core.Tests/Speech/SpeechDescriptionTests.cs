using SemCom.Speech;

namespace SemCom.Core.Tests.Speech;

public sealed class SpeechDescriptionTests
{
    private static SpeechTables Tables => TestVoice.Tables;

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    [InlineData(3, true)]
    public void Descriptions_ComeBack(int depth, bool withPitch)
    {
        for (var seed = 1; seed < 20; seed++)
        {
            var sent = Draw(depth, withPitch, 40 + seed, seed);
            var read = SpeechDescription.FromBits(sent.ToBits(Tables), Tables, sent.Classes.Count, depth, withPitch);
            Assert.NotNull(read);
            Assert.Equal(sent.Classes, read.Classes);
            Assert.Equal(sent.Pitch, read.Pitch);
        }
    }

    [Fact]
    public void NothingToSay_TakesNoBits() => Assert.Empty(Draw(0, false, 10, 1).ToBits(Tables));

    /// <summary>The range coder's length is the sum of what states are said to cost; classes cost about the entropy of a path through the tree.</summary>
    [Fact]
    public void Bits_AreThoseOfTheStates()
    {
        var sent = Draw(0, true, 400, 3);
        double bits = 0;
        var before = PitchState.None;
        foreach (var state in sent.Pitch!)
        {
            bits += Tables.Pitch.Bits(before, state);
            before = state;
        }
        Assert.InRange(sent.ToBits(Tables).Length, bits - 1, bits + 48);
    }

    /// <summary>Damage is refused or reads as something else; it never throws, and nothing beyond the tables is asked for.</summary>
    [Fact]
    public void DamagedBits_DoNoHarm()
    {
        var sent = Draw(3, true, 60, 4);
        var bits = sent.ToBits(Tables);
        var refused = 0;
        for (var i = 0; i < bits.Length; i += 3)
        {
            var damaged = (byte[])bits.Clone();
            damaged[i] ^= 1;
            var read = SpeechDescription.FromBits(damaged, Tables, 60, 3, true);
            refused += read is null ? 1 : 0;
            Assert.True(read is null || read.Classes.All(c => c is >= 0 and < 256) && read.Pitch!.All(p => p.Pitch is >= 0 and < PitchState.Count));
        }
        Assert.True(refused > 0);
        Assert.Null(SpeechDescription.FromBits(bits.AsSpan(0, 16), Tables, 60, 3, true));
        Assert.Null(SpeechDescription.FromBits([], Tables, 60, 3, true));
    }

    /// <summary>Harmonics raise what is expected at multiples of the fundamental, and lower it in between.</summary>
    [Fact]
    public void Harmonics_ShapeVariances()
    {
        var state = PitchState.All.Where(s => s.Strength == 2).MinBy(s => Math.Abs(s.Hertz - 250));
        var factors = Tables.Pitch.Factors(state);
        int At(double hertz) => (int)Math.Round(hertz * 2 * SpeechTransform.Hop / SpeechTransform.SampleRate - 0.5);
        for (var harmonic = 1; harmonic <= 4; harmonic++)
            Assert.True(factors[At(harmonic * state.Hertz)] > 2 * factors[At((harmonic + 0.5) * state.Hertz)], $"harmonic {harmonic}");
        Assert.All(Tables.Pitch.Factors(PitchState.None).ToArray(), factor => Assert.Equal(1, factor));
    }

    /// <summary>With pitch the variances are those of the classes times the comb; a parent's class is told by its child.</summary>
    [Fact]
    public void Variances_AreClassTimesComb()
    {
        var sent = Draw(3, true, 12, 7);
        var variances = sent.Variances(Tables);
        for (var i = 0; i < variances.Length; i += 31)
        {
            var (frame, k) = (i / SpeechTransform.Hop, i % SpeechTransform.Hop);
            Assert.Equal(Tables.Variances(3, sent.Classes[frame])[k] * Tables.Pitch.Factors(sent.Pitch![frame])[k], variances[i], 1e-6);
        }
        Assert.Equal((0, 13, 54, 219), (SpeechTables.AtDepth(219, 0), SpeechTables.AtDepth(219, 1), SpeechTables.AtDepth(219, 2), SpeechTables.AtDepth(219, 3)));
    }

    private static SpeechDescription Draw(int depth, bool withPitch, int frames, int seed)
    {
        var random = new Random(seed);
        var classes = new int[frames];
        for (var i = 0; i < frames; i++)
            classes[i] = i > 0 && random.Next(3) == 0 ? classes[i - 1] : random.Next(SpeechTables.ClassCounts[depth]);
        var pitch = Enumerable.Range(0, frames).Select(_ => PitchState.All[random.Next(4) == 0 ? 0 : random.Next(PitchState.All.Count)]).ToArray();
        return new SpeechDescription(depth, classes, withPitch ? pitch : null);
    }
}
