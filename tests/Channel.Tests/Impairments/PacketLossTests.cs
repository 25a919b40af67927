using SemCom.Core.Tests.Randomness;

namespace SemCom.Channels.Tests.Impairments;

/// <summary>The Gilbert–Elliott chain: λ = P(loss after loss) − P(loss after arrival) is the correlation of neighbouring packets.</summary>
public class PacketLossTests
{
    private const int Packets = 400_000;

    [Theory]
    [InlineData(0.05, 3.0)]
    [InlineData(0.3, 10.0)]
    [InlineData(0.4, 1.0)]
    [InlineData(0.2, null)]
    public void RateBurstsAndCorrelation_AreThoseOfTheChain(double rate, double? burst)
    {
        var lost = Losses(rate, burst, new(7, 1));
        var meanBurst = burst ?? 1 / (1 - rate);
        var afterLoss = 1 - 1 / meanBurst;
        var lambda = afterLoss - rate / (meanBurst * (1 - rate));
        var share = lost.Average(l => l ? 1.0 : 0);

        // The variance of a mean of a two-state chain: that of independent packets times (1 + λ)/(1 − λ).
        GoodnessOfFit.AssertMean(share, rate, rate * (1 - rate) * (1 + lambda) / (1 - lambda), Packets);

        // Bursts are geometric with mean b and variance b² − b.
        var bursts = Bursts(lost);
        GoodnessOfFit.AssertMean(bursts.Average(), meanBurst, Math.Max(meanBurst * (meanBurst - 1), 1e-12), bursts.Count);

        var pairs = Enumerable.Range(1, Packets - 1).Where(k => lost[k - 1]).ToArray();
        if (afterLoss is > 0 and < 1)
            GoodnessOfFit.AssertBinomial(pairs.Count(k => lost[k]), pairs.Length, afterLoss);
        foreach (var lag in new[] { 1, 2, 5 })
        {
            // The products' own correlation widens the bound as that of the packets does.
            var variance = rate * (1 - rate);
            var covariance = Enumerable.Range(0, Packets - lag).Average(k => ((lost[k] ? 1 : 0) - rate) * ((lost[k + lag] ? 1 : 0) - rate));
            var error = GoodnessOfFit.Z * (1 + Math.Abs(lambda)) / (1 - Math.Abs(lambda)) / Math.Sqrt(Packets * variance);
            Assert.InRange(covariance / variance - Math.Pow(lambda, lag), -error, error);
        }
    }

    [Fact]
    public void TheFirstPacketOfAFrame_IsLostAtTheRate()
    {
        const int Frames = 40_000;
        var loss = new PacketLossImpairment(new() { Rate = 0.1, BurstPackets = 5, PacketUses = 2 });
        var lost = 0;
        for (ulong frame = 0; frame < Frames; frame++)
        {
            Complex32[] uses = [new(1, 1), new(1, 1)];
            loss.Apply(uses, new(new(3, frame), 1e6, 1));
            Assert.Equal(uses[0], uses[1]);
            lost += uses[0] == default ? 1 : 0;
        }
        GoodnessOfFit.AssertBinomial(lost, Frames, 0.1);
    }

    [Fact]
    public void ARateOfZero_LosesNothing() => Assert.DoesNotContain(true, Losses(0, null, new(1, 1)));

    [Fact]
    public void AFarPacket_IsFoundWithoutTheWayThere()
    {
        var loss = new PacketLossImpairment(new() { Rate = 0.3, BurstPackets = 4, PacketUses = 1 });
        var far = Enumerable.Repeat(new Complex32(1, 0), 100_000).ToArray();
        loss.Apply(far, new(new(1, 1), 1e6, 1, FirstSample: 1L << 40));
        Assert.InRange(far.Count(s => s == default), 28_000, 32_000);
    }

    [Theory]
    [InlineData(0.96, null, "rate of packet loss must be between 0 and 0.95 (was 0.96)")]
    [InlineData(0.1, 0.5, "mean burst in packets must be between 1 and 1000000 (was 0.5)")]
    [InlineData(0.75, 2.0, "mean burst in packets must be at least 3 for a rate of 0.75 (was 2), since a packet arrives between bursts; choose a longer burst")]
    public void ImpossibleChains_AreRefused(double rate, double? burst, string message) => Assert.StartsWith(message,
        Assert.Throws<SemComException>(() => new PacketLossImpairment(new() { Rate = rate, BurstPackets = burst })).Message, StringComparison.Ordinal);

    private static bool[] Losses(double rate, double? burst, ChannelRealization realization)
    {
        var uses = Enumerable.Repeat(new Complex32(0, 1), 3 * Packets).ToArray();
        new PacketLossImpairment(new() { Rate = rate, BurstPackets = burst, PacketUses = 3 }).Apply(uses, new(realization, 1e6, 1));
        return [.. uses.Chunk(3).Select(packet => Assert.Single(packet.Distinct()) == default)];
    }

    /// <summary>Lengths of the runs of losses, without one that the end cuts off.</summary>
    private static List<double> Bursts(bool[] lost)
    {
        var bursts = new List<double>();
        var run = 0;
        foreach (var packet in lost)
        {
            if (!packet && run > 0)
                bursts.Add(run);
            run = packet ? run + 1 : 0;
        }
        return bursts;
    }
}
