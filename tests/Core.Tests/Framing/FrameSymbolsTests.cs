using SemCom.Coding;
using SemCom.Framing;

namespace SemCom.Core.Tests.Framing;

public sealed class FrameSymbolsTests
{
    public static TheoryData<int, int> Frames { get; } = new()
    {
        { 0, 500 }, { 128, 0 }, { 128, 64 }, { 128, 65 }, { 300, 2000 }, { 2048, 5000 }, { -4, 1000 }, { -1, 777 },
    };

    /// <summary>Negative coherences stand for a grid with pilots on every so many subcarriers of every other OFDM symbol.</summary>
    [Theory]
    [MemberData(nameof(Frames))]
    public void Compose_PutsKnownSymbolsWhereTheMapSays_AndDataElsewhere(int coherence, int count)
    {
        var layout = coherence < 0 ? FrameLayout.ForGrid(new ResourceGrid(), -coherence, 2) : FrameLayout.ForCoherence(coherence == 0 ? null : coherence);
        var level = ProtectionLevel.All[5];
        Complex32[] data = [.. Enumerable.Range(1, count).Select(i => new Complex32(i, -i))];

        var frame = FrameSymbols.Compose(layout, level, data);

        var map = layout.Map(layout.TotalFor(count));
        Assert.Equal(map.Total, frame.Length);
        Complex32[] preamble = [.. map.Known.ToArray().Where(known => known.IsPreamble).Select(known => frame[known.Use])];
        Assert.Equal(KnownSymbols.Preamble(level).ToArray(), preamble);
        foreach (var pilot in map.Known.ToArray().Where(known => !known.IsPreamble))
            Assert.Equal(KnownSymbols.Pilots[pilot.Index], frame[pilot.Use]);
        Assert.Equal(data, map.Data.ToArray().Take(count).Select(use => frame[use]));
    }

    /// <summary>Known symbols have one active antenna; data has unit power in a channel use, on every antenna its share.</summary>
    [Theory]
    [InlineData(SpatialMode.Multiplexing, 2)]
    [InlineData(SpatialMode.Multiplexing, 4)]
    [InlineData(SpatialMode.Alamouti, 2)]
    public void Compose_SpreadsTheSymbolsOverAntennas(SpatialMode mode, int antennas)
    {
        var layout = FrameLayout.WholeFrame with { Antennas = new AntennaScheme(mode, antennas, 4) };
        var data = new Complex32[804];
        KnownSymbols.Pilots[..804].CopyTo(data);
        var frame = FrameSymbols.Compose(layout, ProtectionLevel.All[0], data);
        var map = layout.Map(layout.TotalFor(data.Length));
        foreach (var known in map.Known)
        {
            for (var a = 0; a < antennas; a++)
                Assert.Equal(a == known.Antenna ? 1 : 0, frame[known.Use * antennas + a].Power, 1e-6);
        }
        foreach (var use in map.Data)
            Assert.All(Enumerable.Range(0, antennas), a => Assert.Equal(1f / antennas, frame[use * antennas + a].Power, 1e-6));
        if (mode == SpatialMode.Multiplexing)
            Assert.Equal(data.Select(x => x * MathF.Sqrt(1f / antennas)), map.Data.ToArray().SelectMany(use => frame[(use * antennas)..((use + 1) * antennas)]));
    }

    /// <summary>Alamouti's matrix has orthogonal columns: any symbols, any two gains, the sum of squares separates them.</summary>
    [Fact]
    public void Alamouti_IsOrthogonal()
    {
        var layout = FrameLayout.WholeFrame with { Antennas = AntennaScheme.Of(2, 1) };
        var frame = FrameSymbols.Compose(layout, ProtectionLevel.All[0], [new(1, 2), new(3, -1)]);
        var (h1, h2) = (new Complex32(0.3f, 0.7f), new Complex32(-1.1f, 0.2f));
        var first = h1 * frame[128] + h2 * frame[129];
        var second = h1 * frame[130] + h2 * frame[131];
        var scale = MathF.Sqrt(2) / (h1.Power + h2.Power);
        var s1 = (h1.Conjugate() * first + h2 * second.Conjugate()) * scale;
        var s2 = (h2.Conjugate() * first + h1 * second.Conjugate() * -1) * scale;
        Assert.InRange((s1 - new Complex32(1, 2)).Magnitude, 0, 1e-5);
        Assert.InRange((s2 - new Complex32(3, -1)).Magnitude, 0, 1e-5);
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
        Complex32[][] sequences = [.. ProtectionLevel.All.Select(level => KnownSymbols.Preamble(level).ToArray()), KnownSymbols.Pilots[..64].ToArray()];
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
