namespace SemCom.Agents;

/// <summary>The users of all frames of an episode, which do not depend on what is granted.</summary>
internal static class SharedTrace
{
    /// <summary>Draws them [frames][users].</summary>
    public static SharedUser[][] Draw(SharedScenario scenario, ulong seed)
    {
        var draws = new AllocationDraws(seed);
        var means = Enumerable.Range(0, scenario.Users).Select(_ => draws.Between(scenario.MeanSnrDb)).ToArray();
        var walks = means.Select(_ => draws.Gaussian()).ToArray();
        var reports = new (double SnrDb, int Age)[scenario.Users];
        var frames = new SharedUser[scenario.Frames][];
        var step = Math.Sqrt(1 - scenario.SnrCorrelation * scenario.SnrCorrelation);
        for (var frame = 0; frame < frames.Length; frame++)
        {
            frames[frame] = new SharedUser[scenario.Users];
            for (var user = 0; user < scenario.Users; user++)
            {
                var before = means[user] + scenario.SnrSpreadDb * walks[user];
                walks[user] = scenario.SnrCorrelation * walks[user] + step * draws.Gaussian();
                reports[user] = draws.Happens(scenario.ReportChance) || frame == 0 ? (before, 1) : (reports[user].SnrDb, reports[user].Age + 1);
                frames[frame][user] = new SharedUser(means[user] + scenario.SnrSpreadDb * walks[user], reports[user].SnrDb, reports[user].Age,
                    draws.Between(scenario.GradientDb), draws.Between(scenario.Importance));
            }
        }
        return frames;
    }
}
