using SemCom.Coding;
using SemCom.Transmitter.Mapping;

namespace SemCom.Transmitter.Tests.Mapping;

public sealed class QamMapperTests
{
    [Fact]
    public void Map_FillsTheLastSymbolUpWithZeros()
    {
        var mapper = new QamMapper(Constellation.Qam16);
        var symbols = mapper.Map([1, 0, 1, 1, 0, 1]);
        Assert.Equal(2, symbols.Length);
        Assert.Equal(mapper.Map([1, 0, 1, 1, 0, 1, 0, 0]), symbols);
        Assert.Empty(mapper.Map([]));
    }

    [Fact]
    public void Map_OfRandomBits_HasUnitPowerWithinItsSamplingError()
    {
        var random = new Random(1);
        foreach (var constellation in new[] { Constellation.Qpsk, Constellation.Qam16, Constellation.Qam64 })
        {
            var bits = Enumerable.Range(0, 60_000).Select(_ => (byte)random.Next(2)).ToArray();
            var powers = new QamMapper(constellation).Map(bits).Select(x => (double)x.Power).ToArray();
            var deviation = Math.Sqrt(powers.Average(p => (p - 1) * (p - 1)) / powers.Length);
            Assert.Equal(1, powers.Average(), 4 * deviation + 1e-6);
        }
    }
}
