using SemCom.Coding;
using SemCom.Framing;

namespace SemCom.Receiver.Tests.Decoding.Shaping;

public sealed class FadingLossTests
{
    private const int Symbols = 20_000;

    /// <summary>|h|² of Rayleigh fading at the middles of equal shares.</summary>
    private static readonly double[] Rayleigh = [.. Enumerable.Range(0, 200).Select(i => -Math.Log(1 - (i + 0.5) / 200))];

    /// <summary>Long messages over one Rayleigh gain for each symbol, known to the receiver, get through where the loss says so, and half a decibel below hardly any does.</summary>
    [Theory]
    [InlineData(5)]
    [InlineData(9)]
    [InlineData(12)]
    [InlineData(20)]
    [InlineData(30)]
    public void Messages_GetThrough_WhereTheMappingSays(int row)
    {
        var mcs = McsTables.Shaped[row];
        var threshold = ShapedThreshold.EsN0Db(mcs, Symbols);
        var needed = threshold + FadingLoss.Db(BitwiseInformation.Of(mcs), threshold, Rayleigh);
        var trial = new ShapedTrial(mcs, Symbols, DigitalFormat.MessageBytes(mcs, Symbols));
        var random = new Random(row);
        Assert.InRange(Enumerable.Range(0, 10).Count(_ => Arrives(trial, random, needed + 0.2)), 9, 10);
        Assert.InRange(Enumerable.Range(0, 10).Count(_ => Arrives(trial, random, needed - 0.5)), 0, 3);
    }

    /// <summary>One gain for all is a shift by it; no gains are none; QPSK at low rates loses nothing, as what it conveys is linear there, and high rates of a constellation lose more than low ones.</summary>
    [Fact]
    public void Loss_FollowsTheGains()
    {
        var mcs = McsTables.Find(2, 15);
        Assert.Equal(0, FadingLoss.Db(BitwiseInformation.Of(mcs), 10, []));
        Assert.Equal(3.01, FadingLoss.Db(BitwiseInformation.Of(mcs), 10, [0.5, 0.5]), 0.03);
        Assert.InRange(FadingLoss.Db(BitwiseInformation.Of(McsTables.Find(3, 0)), -12, Rayleigh), 0, 0.2);
        Assert.InRange(FadingLoss.Db(BitwiseInformation.Of(McsTables.Find(1, 9)), 4.5, Rayleigh), 1 + FadingLoss.Db(BitwiseInformation.Of(McsTables.Find(1, 0)), -4, Rayleigh), 6);
    }

    private static bool Arrives(ShapedTrial trial, Random random, double esN0Db)
    {
        var sent = TestSignals.Bits(random, trial.Format.Segmentation.MessageBits);
        var (y, noise, n0) = (trial.Modulate(sent), new float[Symbols], Decibels.ToNoisePower(esN0Db));
        for (var i = 0; i < y.Length; i++)
        {
            var gain = -Math.Log(1 - random.NextDouble());
            noise[i] = (float)(n0 / gain);
            TestSignals.AddNoise(random, y.AsSpan(i, 1), noise[i]);
        }
        var (received, result) = trial.Decode(y, noise);
        return result.Correct && sent.AsSpan().SequenceEqual(received);
    }
}
