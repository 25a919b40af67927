using SemCom.Framing;

namespace SemCom.Core.Tests.Framing;

/// <summary>Counts in closed form against a frame that is laid out channel use by channel use.</summary>
public sealed class FrameLayoutTests
{
    private static readonly ResourceGrid Small = new(subcarriers: 72, spacingHertz: 30_000, fftSize: 128, prefixSamples: 9);

    public static TheoryData<string> Layouts { get; } =
    [
        "0", "128", "129", "200", "511", "512", "1000", "4096", "100000",
        "grid 2 1", "grid 1 7", "grid 4 3", "grid 12 2", "grid 5 1", "grid 36 10000", "odd 2 1", "odd 1 2",
    ];

    [Theory]
    [MemberData(nameof(Layouts))]
    public void TotalFor_IsTheLengthOfTheFrameLaidOut(string text)
    {
        var layout = LayoutOf(text);
        for (var data = 0; data < 3000; data += data < 300 ? 1 : 17)
            Assert.Equal(LayOut(layout, data), layout.TotalFor(data));
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void DataFor_IsTheMostThatFits(string text)
    {
        var layout = LayoutOf(text);
        for (var total = layout.TotalFor(0); total < 3000; total += total < 600 ? 1 : 7)
        {
            var data = layout.DataFor(total);
            Assert.True(LayOut(layout, data) <= total, $"{data} data symbols do not fit {total}");
            Assert.True(LayOut(layout, data + 1) > total, $"{data + 1} data symbols would fit {total}");
        }
        Assert.True(layout.DataFor(10) < 0);
    }

    /// <summary>Also for frames that were cut within the pilots of a block or an OFDM symbol.</summary>
    [Theory]
    [MemberData(nameof(Layouts))]
    public void Map_HasEveryChannelUseOnce(string text)
    {
        var layout = LayoutOf(text);
        for (var total = 0; total < 2000; total += total < 700 ? 1 : 13)
        {
            var map = layout.Map(total);
            Assert.Equal(total, map.Total);
            Assert.Equal(layout.KnownCount(total), map.Known.Length);
            var uses = map.Known.ToArray().Select(known => known.Use).Concat(map.Data.ToArray());
            Assert.Equal(Enumerable.Range(0, total), uses.Order());
            var preamble = 0;
            foreach (var known in map.Known)
            {
                Assert.Equal(IsPilot(layout, known.Use), !known.IsPreamble);
                Assert.True(!known.IsPreamble || known.Index == preamble++);
            }
            Assert.InRange(preamble, 0, FrameLayout.PreambleLength);
            Assert.True(map.Data.IsEmpty || preamble == FrameLayout.PreambleLength);
        }
    }

    /// <summary>Every antenna gets its share of the preamble and of the pilots of every block or OFDM symbol.</summary>
    [Theory]
    [InlineData(2, "128")]
    [InlineData(4, "300")]
    [InlineData(2, "grid 3 2")]
    [InlineData(4, "grid 3 2")]
    public void KnownSymbols_TakeTurnsOnTheAntennas(int antennas, string text)
    {
        var layout = LayoutOf(text) with { Antennas = AntennaScheme.Of(antennas, 4) };
        var known = layout.Map(5 * 300).Known.ToArray();
        foreach (var group in known.GroupBy(k => (k.IsPreamble, Block: k.Use / (layout.Grid?.Subcarriers ?? layout.BlockLength))).Where(g => !g.Key.IsPreamble))
        {
            var counts = Enumerable.Range(0, antennas).Select(a => group.Count(k => k.Antenna == a)).ToArray();
            Assert.InRange(counts.Max() - counts.Min(), 0, 1);
        }
        Assert.All(Enumerable.Range(0, antennas), a => Assert.Equal(64 / antennas, known.Count(k => k.IsPreamble && k.Antenna == a)));
    }

    [Theory]
    [InlineData(SpatialMode.Multiplexing, 2, 100, 50)]
    [InlineData(SpatialMode.Multiplexing, 4, 101, 26)]
    [InlineData(SpatialMode.Alamouti, 2, 101, 102)]
    [InlineData(SpatialMode.Diversity, 1, 101, 101)]
    public void UsesFor_CountsLayers(SpatialMode mode, int transmit, int symbols, int uses)
    {
        var layout = FrameLayout.WholeFrame with { Antennas = new AntennaScheme(mode, transmit, 4) };
        Assert.Equal(uses, layout.UsesFor(symbols));
        Assert.Equal(64 + uses, layout.TotalFor(symbols));
        Assert.InRange(layout.DataFor(64 + uses), symbols, symbols + transmit - 1);
    }

    [Fact]
    public void ForCoherence_RefusesBlocksTooShortToMeasure()
    {
        Assert.Same(FrameLayout.WholeFrame, FrameLayout.ForCoherence(null));
        Assert.Equal(128, FrameLayout.ForCoherence(128).BlockLength);
        var error = Assert.Throws<SemComException>(() => FrameLayout.ForCoherence(127));
        Assert.Equal(
            "channel: pilots can follow a gain that stays for at least 128 symbols (was 127); use a longer coherence, or --genie to give the receiver the true gains",
            error.Message);
    }

    [Theory]
    [InlineData(0, 1, "pilot spacing in subcarriers must be between 1 and 36 (was 0); two pilots in an OFDM symbol are the least")]
    [InlineData(37, 1, "pilot spacing in subcarriers must be between 1 and 36 (was 37); two pilots in an OFDM symbol are the least")]
    [InlineData(4, 0, "pilot period in OFDM symbols must be between 1 and 10000 (was 0); use 1 for pilots in every OFDM symbol")]
    [InlineData(1, 1, "pilots must be fewer than symbols (was a spacing of 1 and a period of 1); use a larger spacing or period")]
    public void ForGrid_RefusesPilotsTooDenseOrTooFew(int spacing, int period, string message) =>
        Assert.Equal(message, Assert.Throws<SemComException>(() => FrameLayout.ForGrid(Small, spacing, period)).Message);

    [Fact]
    public void PilotsOfABlock_AreAboutOneIn64_Between8And64()
    {
        foreach (var coherence in new[] { 128, 511, 512, 2048, 4096, 1_000_000 })
            Assert.Equal(Math.Min(64, Math.Max(8, coherence / 64)), FrameLayout.ForCoherence(coherence).PilotsPerBlock);
    }

    private static FrameLayout LayoutOf(string text) => text.Split(' ') switch
    {
        ["grid", var spacing, var period] => FrameLayout.ForGrid(Small, int.Parse(spacing, null), int.Parse(period, null)),
        ["odd", var spacing, var period] => FrameLayout.ForGrid(new ResourceGrid(subcarriers: 13, fftSize: 64, prefixSamples: 4), int.Parse(spacing, null), int.Parse(period, null)),
        ["0"] => FrameLayout.WholeFrame,
        var coherence => FrameLayout.ForCoherence(int.Parse(coherence[0], null)),
    };

    private static bool IsPilot(FrameLayout layout, int use) => layout.Grid is { } grid
        ? use / grid.Subcarriers % layout.PilotPeriod == 0 && use % grid.Subcarriers % layout.PilotSpacing == 0
        : layout.BlockLength > 0 && use >= layout.BlockLength && use % layout.BlockLength < layout.PilotsPerBlock;

    /// <summary>Length of a frame that ends with its last data symbol.</summary>
    private static int LayOut(FrameLayout layout, int data)
    {
        var at = 0;
        for (var preamble = FrameLayout.PreambleLength; data > 0 || preamble > 0; at++)
        {
            if (IsPilot(layout, at))
                continue;
            if (preamble > 0)
                preamble--;
            else
                data--;
        }
        return at;
    }
}
