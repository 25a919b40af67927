using System.Runtime.InteropServices;
using SemCom.Evaluation.Plugins;
using SemCom.Randomness;

namespace SemCom.Evaluation.Tests.Plugins;

public sealed class SymbolSystemTests : IDisposable
{
    private const int Width = 96, Height = 64;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>
    /// Pixels as I and Q without coding: the squared error of a value is that of half a symbol, P·N0/2 for mean power P, and 1/12 from rounding. Over 18432 values the mean
    /// deviates by 1.04 %; the bound is five times as wide. An estimated gain adds at most what 64 known symbols leave, here below 15 %.
    /// </summary>
    [Theory]
    [InlineData(true, 0.948, 1.052)]
    [InlineData(false, 0.948, 1.2)]
    public async Task AnUncodedPicture_HasTheNoiseOfTheory(bool genie, double low, double high)
    {
        var picture = Noise();
        var system = new SymbolSystem(Description(), new Uncoded(picture));

        var result = await system.SendAsync(picture, new LinkConditions { Channel = "awgn", SnrDb = 15, Cbr = 0.51, Genie = genie }, TestContext.Current.CancellationToken);

        var mse = 255 * 255 / Math.Pow(10, result.Quality.PsnrDb!.Value / 10);
        var theory = Uncoded.PowerOf(picture) * Math.Pow(10, -1.5) / 2 + 1.0 / 12;
        Assert.InRange(mse / theory, low, high);
        Assert.Equal(new UsesRecord(9216 + 64, 9216, 0, 64, 0, 0), result.Quality.Uses);
        Assert.Equal(9280.0 / 18432, result.Quality.Cbr);
        Assert.Equal(("uncoded", "analog", false, genie), (result.Quality.System, result.Quality.Mode, result.Quality.Lost, result.Quality.Genie));
    }

    [Fact]
    public async Task EqualSeeds_GiveEqualPictures()
    {
        var picture = Noise();
        var system = new SymbolSystem(Description(), new Uncoded(picture));
        var conditions = new LinkConditions { Channel = "rayleigh:coherence=256", SnrDb = 9, Cbr = 0.6 };

        var (once, again, other) = (await Send(conditions), await Send(conditions), await Send(conditions with { Seed = 2 }));

        Assert.Equal(once, again);
        Assert.NotEqual(once, other);

        async Task<byte[]> Send(LinkConditions c) => (await system.SendAsync(picture, c, TestContext.Current.CancellationToken)).Picture.Rgb.ToArray();
    }

    [Fact]
    public async Task TooManySymbols_AreRefused()
    {
        var picture = Noise();
        var system = new SymbolSystem(Description(), new Uncoded(picture));

        var error = await Assert.ThrowsAsync<SemComException>(() =>
            system.SendAsync(picture, new LinkConditions { Channel = "awgn", SnrDb = 15, Cbr = 0.5 }, TestContext.Current.CancellationToken).AsTask());

        Assert.Equal("uncoded: the encoder may make at most 9152 symbols, which with preamble and pilots are 9216 channel uses (was 9216 symbols, 9280 uses, CBR 0.503473); "
            + "make fewer or allow a larger CBR", error.Message);
    }

    [Fact]
    public async Task ABudgetForThePreambleAlone_IsRefused()
    {
        var error = await Assert.ThrowsAsync<SemComException>(() => new SymbolSystem(Description(), new Uncoded(Noise()))
            .SendAsync(Noise(), new LinkConditions { Channel = "awgn", SnrDb = 15, Cbr = 64.0 / 18432 }, TestContext.Current.CancellationToken).AsTask());

        Assert.Equal("uncoded: the budget must hold preamble, pilots and a symbol, 65 channel uses (was 64); allow a larger CBR", error.Message);
    }

    [Fact]
    public async Task AFrameOfWhichNothingArrives_IsLost()
    {
        var picture = Noise();
        var result = await new SymbolSystem(Description(), new Uncoded(picture))
            .SendAsync(picture, new LinkConditions { Channel = "awgn+loss:rate=0.95,packet=100000", SnrDb = 15, Cbr = 0.6 }, TestContext.Current.CancellationToken);

        Assert.True(result.Quality.Lost);
        Assert.All(result.Picture.Rgb.ToArray(), value => Assert.Equal(128, value));
    }

    private PluginFile Description() => PluginFile.Read(_folder.AddText("uncoded.json", "{}"));

    /// <summary>Values from 64 to 191, so that noise of 15 dB is never clipped.</summary>
    private static Picture Noise()
    {
        var words = new uint[Width * Height * 3];
        new CounterRandom(9, RandomPurpose.SourceData, 0).FillUInt32(words);
        return new Picture(Width, Height, [.. words.Select(w => (byte)(64 + w % 128))]);
    }

    /// <summary>Pairs of values as symbols; the power, which the link normalises, is agreed on.</summary>
    private sealed class Uncoded(Picture agreed) : ISymbolCodec
    {
        public string Identity => "uncoded";

        public static double PowerOf(Picture picture) => Symbols(picture).Average(s => (double)s.Power);

        public Complex32[] Encode(PluginJob job, int maxSymbols) => Symbols(job.Picture);

        public Picture Decode(PluginJob job, ReceivedSymbols received)
        {
            var scale = Math.Sqrt(PowerOf(agreed));
            var reals = MemoryMarshal.Cast<Complex32, float>(received.Symbols.Span).ToArray();
            return new Picture(Width, Height, [.. reals.Select(r => (byte)Math.Clamp(Math.Round(r * scale + 127.5), 0, 255))]);
        }

        private static Complex32[] Symbols(Picture picture)
        {
            var rgb = picture.Rgb.ToArray();
            return [.. Enumerable.Range(0, rgb.Length / 2).Select(i => new Complex32(rgb[2 * i] - 127.5f, rgb[2 * i + 1] - 127.5f))];
        }
    }
}
