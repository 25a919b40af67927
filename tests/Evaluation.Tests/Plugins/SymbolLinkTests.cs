using SemCom.Channels;

namespace SemCom.Evaluation.Tests.Plugins;

public sealed class SymbolLinkTests
{
    /// <summary>
    /// |x̂ − x|² over the stated noise power has the mean 1. Noise is estimated from at least 64 known symbols of a frame, to 12 %; over 20 frames that is 3 %, the bound is
    /// five times as wide.
    /// </summary>
    [Theory]
    [InlineData("awgn")]
    [InlineData("rayleigh:coherence=256")]
    [InlineData("rayleigh:tx=2,layers=1,coherence=512")]
    [InlineData("tdl-c")]
    public void StatedNoise_IsTheNoise(string channel)
    {
        var link = SymbolLink.Create(channel, 12);
        double sum = 0;
        const int frames = 20, count = 1500;
        for (var f = 0; f < frames; f++)
        {
            var sent = Unit(PluginFolder.Gaussian(count, (ulong)f));
            var received = link.Send(sent, 100_000, new ChannelRealization(1, (ulong)f)).Reception!;
            for (var i = 0; i < count; i++)
                sum += (received.Symbols.Span[i] - sent[i]).Power / received.NoisePower.Span[i];
        }

        Assert.InRange(sum / (frames * count), 0.85, 1.15);
    }

    /// <summary>With the true channel the error is N0 exactly; the mean of 4000 exponential variables deviates by 1.6 %, the bound is five times as wide.</summary>
    [Fact]
    public void WithTheGenie_TheErrorIsN0()
    {
        var sent = Unit(PluginFolder.Gaussian(4000));
        var passage = SymbolLink.Create("awgn", 7, genie: true).Send(sent, 100_000, new ChannelRealization(4, 2));

        var received = passage.Reception!.Symbols.ToArray();
        Assert.InRange(sent.Zip(received, (s, r) => (double)(s - r).Power).Average() / Math.Pow(10, -0.7), 0.92, 1.08);
        Assert.Equal(7, passage.Reception.EffectiveSnrDb, 3);
        Assert.Equal(new ChannelUseLedger(4000, 0, 64, 0, 0), passage.Ledger);
    }

    [Theory]
    [InlineData("awgn")]
    [InlineData("rayleigh:coherence=256")]
    [InlineData("tdl-c:tx=2,rx=2")]
    public void Budget_IsFilledAndNotExceeded(string channel)
    {
        var link = SymbolLink.Create(channel, 12);

        var most = link.MaxSymbols(3000);

        Assert.InRange(link.ChannelUses(most), 2999, 3000);
        Assert.True(link.ChannelUses(most + 1) > 3000);
        Assert.Equal(link.ChannelUses(most), link.Send(PluginFolder.Gaussian(most), 100_000, default).Ledger.Total);
        Assert.Equal(0, link.MaxSymbols(64));
    }

    [Fact]
    public void UnusableSymbols_AreRefused()
    {
        var link = SymbolLink.Create("awgn", 12);

        Assert.StartsWith("symbols: at least one is needed", Refused([]), StringComparison.Ordinal);
        Assert.StartsWith("symbols: all must be finite (symbol 1 was NaN, 0)", Refused([new(1, 0), new(float.NaN, 0)]), StringComparison.Ordinal);
        Assert.StartsWith("symbols: their mean power must be above 0 (all 2 were 0)", Refused([default, default]), StringComparison.Ordinal);

        string Refused(Complex32[] symbols) => Assert.Throws<SemComException>(() => link.Send(symbols, 1000, default)).Message;
    }

    private static Complex32[] Unit(Complex32[] symbols)
    {
        var scale = (float)(1 / Math.Sqrt(symbols.Average(s => (double)s.Power)));
        return [.. symbols.Select(s => s * scale)];
    }
}
