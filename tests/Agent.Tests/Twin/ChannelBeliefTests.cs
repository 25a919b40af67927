namespace SemCom.Agents.Tests;

public sealed class ChannelBeliefTests
{
    private static readonly RecordedOutcome[] Expected = [new(20, 20, 0.8f, 0.05f), new(22, 22, 0.7f, 0.2f), new(24, 24, 0.6f, 0.6f)];

    /// <summary>The forward algorithm of a hidden Markov model in probabilities, here with powers instead of logarithms.</summary>
    [Fact]
    public void Weights_AreThoseOfTheForwardAlgorithm()
    {
        var (belief, shares) = (new ChannelBelief(3), new double[] { 1, 0, 0 });
        for (var frame = 0; frame < 60; frame++)
        {
            var isLost = frame * 37 % 100 < 25;
            belief.Learn(Expected, isLost, null);
            shares = [.. Expected.Select((expected, i) => (0.997 * shares[i] + 0.003 / 3) * Math.Sqrt(isLost ? expected.LossRate : 1 - expected.LossRate))];
            shares = [.. shares.Select(share => share / shares.Sum())];
            for (var i = 0; i < shares.Length; i++)
                Assert.Equal(shares[i], belief.Weights[i], 1e-5);
        }
    }

    /// <summary>A channel that changes is known after thirty whole pictures, and so is the one that comes back; where nothing is told, nothing changes but by the chance of another channel.</summary>
    [Fact]
    public void ChangedChannel_IsFound()
    {
        var belief = new ChannelBelief(3);
        Assert.Equal([1f, 0, 0], belief.Weights.ToArray());
        foreach (var present in new[] { 0, 2, 0, 1 })
        {
            for (var frame = 0; frame < 30; frame++)
            {
                var isLost = frame * 37 % 100 < 100 * Expected[present].LossRate;
                belief.Learn(Expected, isLost, isLost ? null : Expected[present] with { Similarity = frame % 2 == 0 ? float.NaN : Expected[present].Similarity });
            }
            Assert.InRange(belief.Weights[present], 0.8, 1);
            Assert.Equal(1, belief.Weights.ToArray().Sum(), 1e-5);
        }
    }

    /// <summary>The mean of a constant that was normal before, after n normal differences: d · n / (n + scatter² / deviation²).</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(200)]
    public void TilesOfAScene_AreThoseOfBayesRule(int frames)
    {
        var tiles = new SceneTiles();
        for (var frame = 0; frame < frames; frame++)
            tiles.Learn(2 - tiles.ErrorDb);
        Assert.Equal(2 * frames / (frames + 1.5 * 1.5 / (1.2 * 1.2)), tiles.ErrorDb, 1e-9);
        var applied = tiles.Apply(Expected[0]);
        Assert.Equal(20 + tiles.ErrorDb, applied.ErrorDb, 1e-5);
        Assert.Equal(Expected[0] with { ErrorDb = applied.ErrorDb, FocusErrorDb = applied.FocusErrorDb }, applied);
    }
}
