using System.Globalization;

namespace SemCom;

/// <summary>Decides a recorded run once more, from the recorded observations alone, and compares.</summary>
public static class RunReplay
{
    /// <summary>Replays.</summary>
    /// <param name="run">The run.</param>
    /// <param name="policy">The policy as it was at the beginning of the run.</param>
    /// <returns>A line for each decision that differs; none when the run is reproduced.</returns>
    /// <exception cref="SemComException">A recorded number is not finite, or the policy belongs to other observations.</exception>
    public static IReadOnlyList<string> Differences(AgentRun run, IPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(policy);
        var (observations, differences) = (new ObservationSpace(LinkView.Features, hasPriors: true), new List<string>());
        policy.Reset();
        foreach (var record in run.Decisions)
        {
            observations.Check(record.Observation, run.Header.Plans.Count);
            var action = policy.Decide(record.Observation);
            if (action != record.Action)
                differences.Add(string.Create(CultureInfo.InvariantCulture, $"picture {record.Frame}: recorded is '{record.Plan}', '{policy.Name}' chooses '{(action >= 0 && action < run.Header.Plans.Count ? run.Header.Plans[action] : "nothing")}'"));
            if (policy is OnlineLearner learner)
                Learn(learner, record);
        }
        return differences;
    }

    private static void Learn(OnlineLearner learner, DecisionRecord record)
    {
        if (record.Plans.FirstOrDefault(plan => plan.Action == learner.OwnAction) is { } own && record.Baseline is { } baseline)
            learner.Observe(own.Reward, baseline, record.Achieved.Reward, record.Achieved.Worth);
    }
}
