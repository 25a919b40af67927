using SemCom.Latents;

namespace SemCom.Core.Tests.Latents.Tokens;

public sealed class LevelPathTests
{
    /// <summary>Two states lead to each state, by levels of one parity each; from any state any other is reached in three levels: no shorter trellis of eight states can do that.</summary>
    [Fact]
    public void Trellis_ReachesAllStatesInThreeLevels_EachInOneWay()
    {
        for (var from = 0; from < LevelPath.StateCount; from++)
        {
            var reached = Enumerable.Range(0, 8).Select(parities => After(from, parities & 1, parities >> 1 & 1, parities >> 2)).ToArray();
            Assert.Equal(Enumerable.Range(0, LevelPath.StateCount), reached.Order());
        }
    }

    /// <summary>A level that is quantised alone does not move the trellis.</summary>
    [Fact]
    public void FineLevels_LeaveTheState()
    {
        var path = default(LevelPath);
        path.Take(LevelQuantiser.Even, 1);
        var state = path.State;
        path.Take(LevelQuantiser.Fine, 1);
        Assert.Equal(1, state);
        Assert.Equal(state, path.State);
    }

    /// <summary>Even and odd points together are twice as dense as either, and only 0 is in both.</summary>
    [Fact]
    public void Quantisers_PointsLieBetweenEachOthers()
    {
        var points = Enumerable.Range(1, 20).SelectMany(level => new[] { LevelQuantiser.Even.MagnitudeOf(level), LevelQuantiser.Odd.MagnitudeOf(level) }).Order().ToArray();
        for (var i = 0; i < points.Length; i++)
            Assert.Equal((i + 1) / 2.0, points[i], 1e-12);
        Assert.Equal(0, LevelQuantiser.Odd.MagnitudeOf(0));
        for (var size = 0.01; size < 9; size += 0.1)
        {
            for (var number = 0; number < LevelQuantiser.Count; number++)
            {
                var quantiser = LevelQuantiser.Of(number);
                var below = quantiser.LevelBelow(size);
                Assert.InRange(size, quantiser.MagnitudeOf(below), quantiser.MagnitudeOf(below + 1));
            }
        }
    }

    private static int After(int state, params int[] parities)
    {
        var path = Reach(state);
        foreach (var parity in parities)
            path.Take(LevelQuantiser.Even, parity);
        return path.State;
    }

    private static LevelPath Reach(int state)
    {
        for (var parities = 0; parities < 8; parities++)
        {
            var path = default(LevelPath);
            for (var bit = 0; bit < 3; bit++)
                path.Take(LevelQuantiser.Even, parities >> bit & 1);
            if (path.State == state)
                return path;
        }
        throw new InvalidOperationException($"state {state} cannot be reached");
    }
}
