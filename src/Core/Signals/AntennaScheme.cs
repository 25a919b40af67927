namespace SemCom;

/// <summary>How symbols are spread over antennas.</summary>
public enum SpatialMode
{
    /// <summary>One transmit antenna; several receive antennas are combined (maximum ratio).</summary>
    Diversity = 0,

    /// <summary>Two transmit antennas, one symbol a channel use: Alamouti, IEEE JSAC 16(8), 1998.</summary>
    Alamouti,

    /// <summary>As many symbols in a channel use as there are transmit antennas; the receiver needs at least as many.</summary>
    Multiplexing,
}

/// <summary>
/// Antennas at both ends and how they are used, agreed by configuration. The power of a channel use is shared by the transmit antennas, so
/// that the SNR at each receive antenna stays Es/N0. Immutable.
/// </summary>
public sealed record AntennaScheme
{
    /// <summary>Most antennas at one end.</summary>
    public const int MaxAntennas = 4;

    /// <summary>Describes the antennas.</summary>
    /// <exception cref="SemComException">The numbers and the mode do not fit.</exception>
    public AntennaScheme(SpatialMode mode, int transmit, int receive)
    {
        Transmit = Guard.InRange(transmit, 1, MaxAntennas, "transmit antennas", "choose a number in that range");
        Receive = Guard.InRange(receive, 1, MaxAntennas, "receive antennas", "choose a number in that range");
        if (mode == SpatialMode.Diversity && transmit != 1)
            throw new SemComException($"receive diversity must have one transmit antenna (was {transmit}); use multiplexing or Alamouti");
        if (mode == SpatialMode.Alamouti && transmit != 2)
            throw new SemComException($"Alamouti's code must have two transmit antennas (was {transmit}); use tx=2");
        if (mode == SpatialMode.Multiplexing && receive < transmit)
            throw new SemComException($"spatial multiplexing must have at least as many receive as transmit antennas (was {transmit}x{receive}); use rx={transmit}");
        Mode = mode;
    }

    /// <summary>One antenna at each end.</summary>
    public static AntennaScheme OneByOne { get; } = new(SpatialMode.Diversity, 1, 1);

    /// <summary>The usual scheme: receive diversity for one transmit antenna, Alamouti's code for two and one, multiplexing otherwise.</summary>
    /// <exception cref="SemComException">A number is out of its range, or there are too few receive antennas.</exception>
    public static AntennaScheme Of(int transmit, int receive) => (transmit, receive) switch
    {
        (1, _) => new(SpatialMode.Diversity, transmit, receive),
        (2, 1) => new(SpatialMode.Alamouti, transmit, receive),
        _ => new(SpatialMode.Multiplexing, transmit, receive),
    };

    /// <summary>How the antennas are used.</summary>
    public SpatialMode Mode { get; }

    /// <summary>Transmit antennas.</summary>
    public int Transmit { get; }

    /// <summary>Receive antennas.</summary>
    public int Receive { get; }

    /// <summary>Symbols in a channel use.</summary>
    public int Layers => Mode == SpatialMode.Multiplexing ? Transmit : 1;
}
