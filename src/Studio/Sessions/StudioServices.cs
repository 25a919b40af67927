using Microsoft.Extensions.Logging;

namespace SemCom.Studio;

/// <summary>What all sessions share.</summary>
internal sealed record StudioServices : IDisposable
{
    /// <summary>What is accepted.</summary>
    public required StudioLimits Limits { get; init; }

    /// <summary>What there is to choose from.</summary>
    public required StudioChoices Choices { get; init; }

    /// <summary>Samples.</summary>
    public required SourceCatalogue Samples { get; init; }

    /// <summary>Who may put pictures into the machine.</summary>
    public required FairGate Gate { get; init; }

    /// <summary>Frame rates.</summary>
    public required RateKeeper Rates { get; init; }

    /// <summary>Makes agents.</summary>
    public required StudioAgents Agents { get; init; }

    /// <summary>What is measured.</summary>
    public required StudioMetrics Metrics { get; init; }

    /// <summary>Seed of everything that is drawn.</summary>
    public required ulong Seed { get; init; }

    /// <summary>From capture until a picture is of no use any more [s].</summary>
    public required double DeadlineSeconds { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>Where defects are told.</summary>
    public required ILogger Log { get; init; }

    /// <summary>Work beside the streams.</summary>
    public SlowWork Slow { get; } = new();

    /// <summary>Makes the pictures for viewers.</summary>
    public JpegEncoder Jpeg { get; } = new();

    /// <inheritdoc/>
    public void Dispose() => Slow.Dispose();
}
