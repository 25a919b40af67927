using SemCom.Randomness;

namespace SemCom.Channels.Tests;

/// <summary>Random QPSK symbols of unit power, bit 0 → +√½: the in-phase part carries one bit, the quadrature part another.</summary>
internal static class TestSignal
{
    public static SymbolBlock Qpsk(int count)
    {
        var words = new uint[count];
        new CounterRandom(11, RandomPurpose.SourceData, 0).FillUInt32(words);
        var level = MathF.Sqrt(0.5f);
        return new(Array.ConvertAll(words, w => new Complex32((w & 1) == 0 ? level : -level, (w & 2) == 0 ? level : -level)));
    }

    /// <summary>Circular complex Gaussian samples of unit power.</summary>
    public static Complex32[] Gaussian(int count, ulong frame = 0)
    {
        var reals = new float[2 * count];
        new CounterRandom(12, RandomPurpose.SourceData, frame).FillGaussian(reals);
        var scale = MathF.Sqrt(0.5f);
        return [.. Enumerable.Range(0, count).Select(i => new Complex32(reals[2 * i] * scale, reals[2 * i + 1] * scale))];
    }

    /// <summary>Names of the channels that a plain symbol stream runs through.</summary>
    public static IEnumerable<string> FlatNames =>
        ChannelRegistry.Default.Channels.Select(c => c.Name).Where(name => ChannelSpec.Parse(name).Create(0) is FlatChannel);

    public static FlatChannel Channel(string spec, double snrDb) => (FlatChannel)ChannelSpec.Parse(spec).Create(snrDb);

    /// <summary>True gains [gains × receive × transmit antennas] of a channel.</summary>
    public static ReadOnlySpan<Complex32> Gains(string spec, int uses, ChannelRealization realization)
    {
        var channel = Channel(spec, 10);
        return channel.Transmit(new(new Complex32[uses * channel.Antennas.Transmit]), realization).Truth.Gains;
    }
}
