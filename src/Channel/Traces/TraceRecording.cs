namespace SemCom.Channels;

/// <summary>What to record.</summary>
public sealed record TraceRecording
{
    /// <summary>Text form of the channel, for the record.</summary>
    public string Channel { get; init; } = "";

    /// <summary>Seed of the fading. The default is 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Number of the first frame. The default is 0.</summary>
    public ulong FirstFrame { get; init; }

    /// <summary>Frames to record, each an independent draw. The default is 1.</summary>
    public int Frames { get; init; } = 1;

    /// <summary>Time to record of each frame [s]. The default is 20 ms.</summary>
    public double DurationSeconds { get; init; } = 0.02;

    /// <summary>Distance between recorded times [s], for channels with a time of their own. The default is 0.1 ms.</summary>
    public double IntervalSeconds { get; init; } = 1e-4;

    /// <summary>Channel uses per second, for single-carrier channels, which count time in channel uses. The default is 1 MHz.</summary>
    public double RateHertz { get; init; } = TraceChannelOptions.DefaultRateHertz;
}
