using SemCom.Framing;

namespace SemCom.Core.Tests.Framing;

/// <summary>Counts in closed form against a frame that is laid out symbol by symbol.</summary>
public sealed class PilotPatternTests
{
    public static TheoryData<int> Coherences { get; } = [0, 128, 129, 200, 511, 512, 1000, 4096, 100_000];

    [Theory]
    [MemberData(nameof(Coherences))]
    public void TotalFor_IsTheLengthOfTheFrameLaidOut(int coherence)
    {
        var pattern = PatternOf(coherence);
        for (var data = 0; data < 3000; data += data < 300 ? 1 : 17)
            Assert.Equal(LayOut(pattern, data), pattern.TotalFor(data));
    }

    [Theory]
    [MemberData(nameof(Coherences))]
    public void DataFor_IsTheMostThatFits(int coherence)
    {
        var pattern = PatternOf(coherence);
        for (var total = PilotPattern.PreambleLength; total < 3000; total += total < 600 ? 1 : 7)
        {
            var data = pattern.DataFor(total);
            Assert.True(LayOut(pattern, data) <= total, $"{data} data symbols do not fit {total}");
            Assert.True(LayOut(pattern, data + 1) > total, $"{data + 1} data symbols would fit {total}");
        }
    }

    /// <summary>Also for frames that were cut within the pilots of a block.</summary>
    [Theory]
    [MemberData(nameof(Coherences))]
    public void PilotCount_CountsTheKnownSymbolsOfAnyFrame(int coherence)
    {
        var pattern = PatternOf(coherence);
        var known = PilotPattern.PreambleLength;
        for (var total = PilotPattern.PreambleLength; total < 3000; total++)
        {
            Assert.Equal(known, pattern.PilotCount(total));
            Assert.Equal(known, FrameSymbols.Blocks(pattern, total).Sum(block => block.Known));
            known += IsKnown(pattern, total) ? 1 : 0;
        }
    }

    [Fact]
    public void ForCoherence_RefusesBlocksTooShortToMeasure()
    {
        Assert.Same(PilotPattern.WholeFrame, PilotPattern.ForCoherence(null));
        Assert.Equal(128, PilotPattern.ForCoherence(128).BlockLength);
        var error = Assert.Throws<SemComException>(() => PilotPattern.ForCoherence(127));
        Assert.Equal(
            "channel: pilots can follow a gain that stays for at least 128 symbols (was 127); use a longer coherence, or --genie to give the receiver the true gains",
            error.Message);
    }

    [Fact]
    public void PilotsOfABlock_AreAboutOneIn64_Between8And64()
    {
        foreach (var coherence in new[] { 128, 511, 512, 2048, 4096, 1_000_000 })
            Assert.Equal(Math.Min(64, Math.Max(8, coherence / 64)), PilotPattern.ForCoherence(coherence).PilotsPerBlock);
    }

    private static PilotPattern PatternOf(int coherence) => PilotPattern.ForCoherence(coherence == 0 ? null : coherence);

    private static bool IsKnown(PilotPattern pattern, int symbol) => symbol < PilotPattern.PreambleLength
        || pattern.BlockLength > 0 && symbol >= pattern.BlockLength && symbol % pattern.BlockLength < pattern.PilotsPerBlock;

    /// <summary>Length of a frame that ends with its last data symbol.</summary>
    private static int LayOut(PilotPattern pattern, int data)
    {
        var at = PilotPattern.PreambleLength;
        for (; data > 0; at++)
            data -= IsKnown(pattern, at) ? 0 : 1;
        return at;
    }
}
