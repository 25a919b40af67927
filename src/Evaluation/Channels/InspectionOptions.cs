using SemCom.Channels;

namespace SemCom.Evaluation;

/// <summary>How a channel is observed.</summary>
public sealed record InspectionOptions
{
    /// <summary>Where nothing else is said, frames that are observed.</summary>
    public const int DefaultFrames = 500;

    /// <summary>Where nothing else is said, time that is observed of each frame [s].</summary>
    public const double DefaultDurationSeconds = 0.02;

    /// <summary>SNR for the capacity [dB]. The default is 10.</summary>
    public double SnrDb { get; init; } = 10;

    /// <summary>Seed of the fading. The default is 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Frames to observe, 1 to 100,000; null for 500, or for a trace all of its own.</summary>
    public int? Frames { get; init; }

    /// <summary>Time to observe of each frame [s], 1 µs to 100 s; null for 20 ms, or for a trace at most its own length.</summary>
    public double? DurationSeconds { get; init; }

    /// <summary>All values, checked and filled in.</summary>
    /// <exception cref="SemComException">A value is out of its range.</exception>
    internal InspectionOptions Checked(ChannelTrace? trace)
    {
        if (Frames is { } frames)
            Guard.InRange(frames, 1, 100_000, "frames to observe", "choose a number in that range");
        if (DurationSeconds is { } seconds)
            Guard.InRange(seconds, 1e-6, 100, "duration in seconds to observe", "20ms is a usual value");
        return this with
        {
            Frames = Frames ?? trace?.Shape.Frames ?? DefaultFrames,
            DurationSeconds = DurationSeconds ?? Math.Min(DefaultDurationSeconds, trace?.DurationSeconds ?? double.PositiveInfinity),
        };
    }
}
