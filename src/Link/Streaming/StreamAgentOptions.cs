namespace SemCom;

/// <summary>Who decides in a stream.</summary>
public sealed record StreamAgentOptions
{
    /// <summary>Who decides; used by this stream alone.</summary>
    public required IPolicy Policy { get; init; }

    /// <summary>The model of the link.</summary>
    public required LinkTwin Twin { get; init; }

    /// <summary>Capacity and battery; its times and seeds are those of the stream. The default is <see cref="LinkScenario.Training"/>.</summary>
    public LinkScenario Scenario { get; init; } = LinkScenario.Training;
}
