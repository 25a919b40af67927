namespace SemCom.Channels;

/// <summary>Options of <see cref="MultipathOfdmChannel"/>.</summary>
public sealed record MultipathOfdmOptions : ChannelOptions
{
    /// <summary>Longest delay of a path behind the first [s].</summary>
    public const double MaxDelaySeconds = 1e-3;

    /// <summary>Propagation paths.</summary>
    public required IPathProcess Paths { get; init; }

    /// <summary>Numerology. The default has 600 subcarriers of 15 kHz, 1024 points and a prefix of 72 samples (4.7 µs).</summary>
    public ResourceGrid Grid { get; init; } = new();

    /// <summary>Antennas. The default is one at each end.</summary>
    public AntennaScheme Antennas { get; init; } = AntennaScheme.OneByOne;

    /// <summary>Imperfections of the radios, in the order in which they act within a stage. The default is none.</summary>
    public IReadOnlyList<IImpairment> Impairments { get; init; } = [];

    /// <summary>
    /// Straight pieces by which a varying gain is followed within one OFDM symbol, 1 to 256. The default is 4; <see cref="SegmentsFor"/> gives the number for a
    /// known Doppler shift.
    /// </summary>
    public int GainSegments { get; init; } = 4;

    /// <summary>Pieces that follow a Jakes process to −70 dB: linear interpolation over a time t errs by (2π fD t)²/8·√(3/8) at most (r.m.s.).</summary>
    /// <param name="grid">Numerology.</param>
    /// <param name="dopplerHertz">Maximum Doppler shift [Hz].</param>
    public static int SegmentsFor(ResourceGrid grid, double dopplerHertz)
    {
        ArgumentNullException.ThrowIfNull(grid);
        return (int)Math.Clamp(Math.Ceiling(2 * Math.PI * dopplerHertz * grid.SymbolSeconds / 0.06), 1, MaxSegments);
    }

    private const int MaxSegments = 256;

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        ArgumentNullException.ThrowIfNull(Paths);
        ArgumentNullException.ThrowIfNull(Grid);
        ArgumentNullException.ThrowIfNull(Antennas);
        ArgumentNullException.ThrowIfNull(Impairments);
        Guard.InRange(GainSegments, 1, MaxSegments, "pieces of a gain in one OFDM symbol", "use 1 for slow fading");
        Guard.InRange(Paths.DelaysSeconds.Length, 1, int.MaxValue, "number of paths", "give at least one");
        foreach (var delay in Paths.DelaysSeconds)
            Guard.InRange(delay, 0, MaxDelaySeconds, "delay of a path in seconds", "measure delays from the first path");
    }
}
