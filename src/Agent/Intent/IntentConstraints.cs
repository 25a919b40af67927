namespace SemCom;

/// <summary>What must hold, whatever the weights say. Null is no constraint. Immutable.</summary>
public sealed record IntentConstraints
{
    /// <summary>Most channel uses (complex symbols) of a frame, pilots and header included, 1..10⁹.</summary>
    public double? MaxChannelUsesPerFrame { get; init => field = Check(value, 1, 1e9, "channel uses per frame", "give at least one use"); }

    /// <summary>
    /// Bandwidth [Hz], 1..10¹¹. Convention: a Nyquist link without excess bandwidth, so that one hertz carries one channel use (complex symbol) a second.
    /// </summary>
    public double? MaxBandwidthHz { get; init => field = Check(value, 1, 1e11, "bandwidth in Hz", "give it in Hz, kHz or MHz"); }

    /// <summary>Most channel uses a second; the same number as <see cref="MaxBandwidthHz"/>.</summary>
    public double? MaxChannelUsesPerSecond => MaxBandwidthHz;

    /// <summary>Most time from a picture's capture to its display [s], 0.0001..3600.</summary>
    public double? MaxLatencySeconds { get; init => field = Check(value, 1e-4, 3600, "latency in seconds", "give it in ms or s"); }

    /// <summary>Charge of the battery that must be left, 0..1 of a full one.</summary>
    public double? MinBattery { get; init => field = Check(value, 0, 1, "battery", "1 is a full battery, 100 %"); }

    /// <summary>Least PSNR [dB], 0..100.</summary>
    public double? MinPsnrDb { get; init => field = Check(value, 0, 100, "least quality in dB", "25 to 40 dB is usual"); }

    /// <summary>PSNR beyond which nothing more is gained [dB], 0..100; not below <see cref="MinPsnrDb"/>.</summary>
    public double? EnoughPsnrDb { get; init => field = Check(value, 0, 100, "most quality in dB", "25 to 40 dB is usual"); }

    /// <summary>Most transmit power relative to nominal [dB], −60..60.</summary>
    public double? MaxPowerDb { get; init => field = Check(value, -60, 60, "transmit power in dB", "0 dB is nominal"); }

    /// <summary>Whether <see cref="LinkMode.Analog"/> may be used. The default is true.</summary>
    public bool AllowAnalog { get; init; } = true;

    /// <summary>Whether <see cref="LinkMode.Digital"/> may be used. The default is true.</summary>
    public bool AllowDigital { get; init; } = true;

    /// <summary>Whether <see cref="LinkMode.Generative"/> may be used: false is "nothing invented". The default is true.</summary>
    public bool AllowGenerative { get; init; } = true;

    /// <summary>Whether a mode may be used.</summary>
    public bool Allows(LinkMode mode) => mode switch
    {
        LinkMode.Analog => AllowAnalog,
        LinkMode.Digital => AllowDigital,
        LinkMode.Generative => AllowGenerative,
        _ => false,
    };

    /// <summary>The same without a mode.</summary>
    public IntentConstraints Without(LinkMode mode) => mode switch
    {
        LinkMode.Analog => this with { AllowAnalog = false },
        LinkMode.Digital => this with { AllowDigital = false },
        LinkMode.Generative => this with { AllowGenerative = false },
        _ => throw new ArgumentOutOfRangeException(nameof(mode)),
    };

    /// <summary>What holds where both hold: the stricter of each.</summary>
    /// <exception cref="SemComException">Nothing can meet both.</exception>
    public IntentConstraints And(IntentConstraints other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var both = new IntentConstraints
        {
            MaxChannelUsesPerFrame = Least(MaxChannelUsesPerFrame, other.MaxChannelUsesPerFrame),
            MaxBandwidthHz = Least(MaxBandwidthHz, other.MaxBandwidthHz),
            MaxLatencySeconds = Least(MaxLatencySeconds, other.MaxLatencySeconds),
            MinBattery = Most(MinBattery, other.MinBattery),
            MinPsnrDb = Most(MinPsnrDb, other.MinPsnrDb),
            EnoughPsnrDb = Least(EnoughPsnrDb, other.EnoughPsnrDb),
            MaxPowerDb = Least(MaxPowerDb, other.MaxPowerDb),
            AllowAnalog = AllowAnalog && other.AllowAnalog,
            AllowDigital = AllowDigital && other.AllowDigital,
            AllowGenerative = AllowGenerative && other.AllowGenerative,
        };
        both.Check();
        return both;
    }

    /// <summary>Refuses constraints that nothing can meet.</summary>
    /// <exception cref="SemComException">No mode is allowed, or the least quality is above the most.</exception>
    public void Check()
    {
        if (!AllowAnalog && !AllowDigital && !AllowGenerative)
            throw new SemComException("modes: one must be allowed (none of analog, digital and generative was); allow one");
        if (MinPsnrDb > EnoughPsnrDb)
            throw new SemComException(FormattableString.Invariant($"quality: at least {MinPsnrDb} dB and at most {EnoughPsnrDb} dB contradict each other; drop one"));
    }

    private static double? Check(double? value, double min, double max, string name, string remedy) =>
        value is { } given ? Guard.InRange(given, min, max, name, remedy) : null;

    private static double? Least(double? a, double? b) => a is null || b < a ? b : a;

    private static double? Most(double? a, double? b) => a is null || b > a ? b : a;
}
