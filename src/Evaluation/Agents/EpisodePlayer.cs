namespace SemCom.Evaluation;

/// <summary>Plays episodes of a stream with a policy.</summary>
public static class EpisodePlayer
{
    /// <summary>Plays one.</summary>
    /// <param name="environment">Where.</param>
    /// <param name="world">Which episode.</param>
    /// <param name="policy">Who decides.</param>
    /// <returns>What each frame brought.</returns>
    public static IReadOnlyList<FrameResult> Play(StreamEnvironment environment, StreamWorld world, IPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(world);
        ArgumentNullException.ThrowIfNull(policy);
        policy.Reset();
        var observation = environment.Begin(world);
        var results = new FrameResult[world.Trace.Frames.Count];
        for (var frame = 0; frame < results.Length; frame++)
        {
            observation = environment.Step(policy.Decide(observation)).Observation;
            results[frame] = environment.Last;
        }
        return results;
    }

    /// <summary>An episode.</summary>
    public static StreamWorld Draw(LinkScenario scenario, LinkRecording recording, LinkIntent intent, ulong seed) =>
        new(scenario, recording, LinkTrace.Draw(scenario, recording, seed), intent, PlanCatalogue.Default);
}
