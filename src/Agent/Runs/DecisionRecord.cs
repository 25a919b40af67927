namespace SemCom;

/// <summary>All that is to be known of one decision: what was seen, expected, decided, done, achieved and learned. One line of a run.</summary>
public sealed record DecisionRecord
{
    /// <summary>Number of the picture, from 0.</summary>
    public required int Frame { get; init; }

    /// <summary>Name of the picture.</summary>
    public required string Source { get; init; }

    /// <summary>Which remembered place the scene is.</summary>
    public required int Place { get; init; }

    /// <summary>Whether the sender took the picture for the first of a new scene, and tried it at home.</summary>
    public required bool IsNewScene { get; init; }

    /// <summary>Perceive and analyse: every number that the policy saw, in the order of <see cref="LinkView.Features"/>, then the expected reward of each plan.</summary>
    public required float[] Observation { get; init; }

    /// <summary>Analyse: the plans that were expected to be best, the finest that could be sent, and the one that was chosen, by falling reward.</summary>
    public required IReadOnlyList<PlanRecord> Plans { get; init; }

    /// <summary>Analyse: by how many plans could not be sent, for each reason (<see cref="FrameFate"/>).</summary>
    public required IReadOnlyDictionary<string, int> Barred { get; init; }

    /// <summary>Decide: number of the plan.</summary>
    public required int Action { get; init; }

    /// <summary>Decide: name of the plan.</summary>
    public required string Plan { get; init; }

    /// <summary>Decide: who chose it.</summary>
    public required string By { get; init; }

    /// <summary>Decide: what a learner's baseline was expected to earn if it had always acted; null where nobody learns.</summary>
    public double? Baseline { get; init; }

    /// <summary>Execute.</summary>
    public required ExecutionRecord Executed { get; init; }

    /// <summary>Verify: what was achieved, judged against the picture itself.</summary>
    public required AchievementRecord Achieved { get; init; }

    /// <summary>Learn: how far below the reports later frames are planned [dB].</summary>
    public required double CorrectionDb { get; init; }
}
