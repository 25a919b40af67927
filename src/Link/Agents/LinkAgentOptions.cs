namespace SemCom;

/// <summary>What a <see cref="LinkAgent"/> works with.</summary>
public sealed record LinkAgentOptions
{
    /// <summary>Who decides; used by this agent alone.</summary>
    public required IPolicy Policy { get; init; }

    /// <summary>The model of the link.</summary>
    public required LinkTwin Twin { get; init; }

    /// <summary>What is wanted.</summary>
    public LinkIntent Intent { get; init; } = LinkIntent.Default;

    /// <summary>Time between pictures, capacity and battery. The default is <see cref="LinkScenario.Training"/>.</summary>
    public LinkScenario Scenario { get; init; } = LinkScenario.Training;

    /// <summary>Channel with its parameters. The default is awgn.</summary>
    public string Channel { get; init; } = "awgn";

    /// <summary>Seed of noise and fading. The default is 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Threads inside one inference; the default, 0, is one per processor. Decisions and pictures do not depend on it.</summary>
    public int Threads { get; init; }
}
