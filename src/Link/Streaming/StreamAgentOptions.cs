namespace SemCom;

/// <summary>Who decides in a stream.</summary>
public sealed record StreamAgentOptions
{
    /// <summary>Who decides; used by this stream alone. One that goes on learning would have to know at once what came of its decisions, which a stream cannot tell: it is refused.</summary>
    public required IPolicy Policy { get; init; }

    /// <summary>The model of the link.</summary>
    public required LinkTwin Twin { get; init; }

    /// <summary>Capacity, battery and harvest; the time between pictures is the stream's. The default is <see cref="LinkScenario.Training"/>.</summary>
    public LinkScenario Scenario { get; init; } = LinkScenario.Training;

    /// <summary>Modes that it may choose. The default is analog alone: tokens, and the large model that makes details up, take longer than a picture of a live stream lasts.</summary>
    public IReadOnlyList<LinkMode> Modes { get; init; } = [LinkMode.Analog];

    /// <summary>Refuses what cannot be.</summary>
    internal void Check()
    {
        if (Policy is OnlineLearner)
            throw new SemComException($"agent: the policy of a stream must not go on learning (was {Policy.Name}); freeze it, or let it learn with 'semcom agent run'");
        if (Modes.Count == 0)
            throw new SemComException("agent: it must be allowed a mode (was none); analog is usual");
    }

    /// <summary>An intent within these modes; as it is where it forbids all of them.</summary>
    internal LinkIntent Restrict(LinkIntent intent)
    {
        var constraints = intent.Constraints;
        if (!Modes.Any(constraints.Allows))
            return intent;
        foreach (var mode in LinkModes.All)
        {
            if (!Modes.Contains(mode) && constraints.Allows(mode))
                constraints = constraints.Without(mode);
        }
        return constraints == intent.Constraints ? intent : intent with { Constraints = constraints };
    }
}
