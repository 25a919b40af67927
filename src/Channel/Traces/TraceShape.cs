namespace SemCom.Channels;

/// <summary>How many gains a trace has along each dimension, in the order in which they are stored.</summary>
/// <param name="Frames">Frames, 1 to 65,536.</param>
/// <param name="Receive">Receive antennas, 1 to 4.</param>
/// <param name="Transmit">Transmit antennas, 1 to 4.</param>
/// <param name="Times">Recorded times of a frame; 1 for gains that stay.</param>
/// <param name="Paths">Propagation paths, 1 to 512.</param>
public sealed record TraceShape(int Frames, int Receive, int Transmit, int Times, int Paths)
{
    /// <summary>Most frames.</summary>
    public const int MaxFrames = 1 << 16;

    /// <summary>Most recorded times of a frame.</summary>
    public const int MaxTimes = 1 << 22;

    /// <summary>Most paths.</summary>
    public const int MaxPaths = 512;

    /// <summary>Most gains in all: 256 MiB.</summary>
    public const int MaxGains = 1 << 25;

    /// <summary>Pairs of a receive and a transmit antenna; pair receive · Transmit + transmit.</summary>
    public int Pairs => Receive * Transmit;

    /// <summary>All gains.</summary>
    public long Gains => (long)Frames * Pairs * Times * Paths;

    /// <summary>Checks every number.</summary>
    /// <exception cref="SemComException">One is out of its range, or there are too many gains.</exception>
    public void Validate()
    {
        Guard.InRange(Frames, 1, MaxFrames, "frames of a channel trace", "divide it into several files");
        Guard.InRange(Receive, 1, AntennaScheme.MaxAntennas, "receive antennas of a channel trace", "keep some of them");
        Guard.InRange(Transmit, 1, AntennaScheme.MaxAntennas, "transmit antennas of a channel trace", "keep some of them");
        Guard.InRange(Times, 1, MaxTimes, "times of a channel trace", "take a longer interval or a shorter duration");
        Guard.InRange(Paths, 1, MaxPaths, "paths of a channel trace", "keep the strongest paths");
        if (Gains > MaxGains)
            throw new SemComException($"gains of a channel trace must be at most {MaxGains} in all (was {Gains}); take fewer frames, a longer interval or a shorter duration");
    }
}
