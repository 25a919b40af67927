namespace SemCom.Evaluation;

/// <summary>Plays episodes of the allocation environments.</summary>
internal static class Episodes
{
    /// <summary>Seeds of the episodes that judge a training seed.</summary>
    public static IEnumerable<ulong> SeedsOf(ulong seed, int episodes) => Enumerable.Range(0, episodes).Select(episode => seed * 1_000_003 + (ulong)episode);

    /// <summary>Mean total reward of an episode.</summary>
    public static double Mean(IEnvironment environment, IPolicy policy, ulong seed, int episodes) => SeedsOf(seed, episodes).Average(episode =>
    {
        var (observation, total, isOver) = (environment.Reset(episode), 0.0, false);
        policy.Reset();
        while (!isOver)
        {
            var result = environment.Step(policy.Decide(observation));
            (observation, total, isOver) = (result.Observation, total + result.Reward, result.Terminated || result.Truncated);
        }
        return total;
    });
}
