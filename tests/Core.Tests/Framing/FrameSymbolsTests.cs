using SemCom.Coding;
using SemCom.Framing;

namespace SemCom.Core.Tests.Framing;

public sealed class FrameSymbolsTests
{
    [Theory]
    [InlineData(0, 500)]
    [InlineData(128, 0)]
    [InlineData(128, 64)]
    [InlineData(128, 65)]
    [InlineData(300, 2000)]
    [InlineData(2048, 5000)]
    public void Compose_PutsKnownSymbolsWhereTheBlocksSay_AndDataElsewhere(int coherence, int count)
    {
        var pattern = PilotPattern.ForCoherence(coherence == 0 ? null : coherence);
        var level = ProtectionLevel.All[5];
        Complex32[] data = [.. Enumerable.Range(1, count).Select(i => new Complex32(i, -i))];

        var frame = FrameSymbols.Compose(pattern, level, data);

        Assert.Equal(pattern.TotalFor(count), frame.Length);
        Assert.True(KnownSymbols.Preamble(level).SequenceEqual(frame.AsSpan(0, PilotPattern.PreambleLength)));
        var rest = new List<Complex32>();
        var next = 0;
        foreach (var (start, known, end) in FrameSymbols.Blocks(pattern, frame.Length))
        {
            Assert.Equal(next, start);
            if (start > 0)
                Assert.True(KnownSymbols.Pilots[..known].SequenceEqual(frame.AsSpan(start, known)));
            rest.AddRange(frame[(start + known)..end]);
            next = end;
        }
        Assert.Equal(frame.Length, next);
        Assert.Equal(data, rest);
    }

    [Fact]
    public void KnownSymbols_HaveUnitPower()
    {
        foreach (var level in ProtectionLevel.All)
            Assert.All(KnownSymbols.Preamble(level).ToArray(), x => Assert.Equal(1, x.Power, 1e-6));
        Assert.All(KnownSymbols.Pilots.ToArray(), x => Assert.Equal(1, x.Power, 1e-6));
    }

    /// <summary>|Σ a·b*|² / n² is 1 for a preamble itself and 1/64 on average for others; 0.16 leaves 8 dB between them.</summary>
    [Fact]
    public void Preambles_AreUnlikeOneAnother()
    {
        Complex32[][] sequences = [.. ProtectionLevel.All.Select(level => KnownSymbols.Preamble(level).ToArray()), KnownSymbols.Pilots.ToArray()];
        for (var a = 0; a < sequences.Length; a++)
        {
            for (var b = 0; b < a; b++)
            {
                var sum = sequences[a].Zip(sequences[b], (x, y) => x * y.Conjugate()).Aggregate((x, y) => x + y);
                Assert.InRange(sum.Power / (64.0 * 64), 0, 0.16);
            }
        }
    }
}
