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

    /// <summary>Names of the channels that a plain symbol stream runs through.</summary>
    public static IEnumerable<string> FlatNames =>
        ChannelRegistry.Default.Channels.Select(c => c.Name).Where(name => ChannelSpec.Parse(name).Create(0) is FlatChannel);

    public static FlatChannel Channel(string spec, double snrDb) => (FlatChannel)ChannelSpec.Parse(spec).Create(snrDb);
}
