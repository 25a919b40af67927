namespace SemCom;

/// <summary>The first line of a run: under what conditions its decisions were made.</summary>
public sealed record RunHeader
{
    internal const string Kind = "semcom-run";

    /// <summary>Always "semcom-run".</summary>
    public string Format { get; init; } = Kind;

    /// <summary>Version of the format, 1.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Name of the policy.</summary>
    public required string Policy { get; init; }

    /// <summary>What is wanted, as sentences that <see cref="IntentGrammar"/> understands; none for the default.</summary>
    public required IReadOnlyList<string> Intent { get; init; }

    /// <summary>What counts how much.</summary>
    public required IntentWeights Weights { get; init; }

    /// <summary>Channel with its parameters.</summary>
    public required string Channel { get; init; }

    /// <summary>Seed of noise, fading and mobility.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Time between pictures [s].</summary>
    public required double FrameSeconds { get; init; }

    /// <summary>Names of the plans, in the order of the actions.</summary>
    public required IReadOnlyList<string> Plans { get; init; }
}
