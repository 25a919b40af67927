namespace SemCom;

/// <summary>
/// What a channel did to a frame: y_i = H_i·x_i + n_i with E|n_i|² = N0 at every receive antenna. The simulator knows it; a receiver
/// sees it only as a genie, which the caller has to ask for and which every record marks. Immutable.
/// </summary>
public sealed class ChannelState
{
    private readonly Complex32[] _gains;

    /// <summary>Describes the channel of one frame.</summary>
    /// <param name="gains">
    /// Complex gains [groups × receive × transmit antennas], each group for <paramref name="symbolsPerGain"/> consecutive channel uses, the
    /// last perhaps for fewer; the array then belongs to the state.
    /// </param>
    /// <param name="symbolsPerGain">At least 1; 1 for a gain per channel use, the number of channel uses for one gain in all.</param>
    /// <param name="noisePower">N0 per complex symbol, linear, at least 0; N0/2 per real dimension.</param>
    /// <param name="antennas">Antennas at both ends. The default is one at each.</param>
    /// <exception cref="SemComException">No gain, a value that is not finite, or a number out of range.</exception>
    public ChannelState(Complex32[] gains, int symbolsPerGain, double noisePower, AntennaScheme? antennas = null)
    {
        ArgumentNullException.ThrowIfNull(gains);
        Guard.InRange(gains.Length, 1, int.MaxValue, "number of channel gains", "give one gain for all symbols or one for each group");
        SymbolBytes.CheckFinite(gains, "channel gain");
        SymbolsPerGain = Guard.InRange(symbolsPerGain, 1, int.MaxValue, "symbols per channel gain", "use 1 for a gain per symbol");
        NoisePower = Guard.InRange(noisePower, 0, double.MaxValue, "noise power", "use 10^(-SNR/10)");
        Antennas = antennas ?? AntennaScheme.OneByOne;
        if (gains.Length % GainsPerGroup != 0)
            throw new SemComException($"channel gains must come in groups of {GainsPerGroup}, one for each pair of antennas (was {gains.Length}); give all of them");
        _gains = gains;
    }

    /// <summary>Antennas at both ends.</summary>
    public AntennaScheme Antennas { get; }

    /// <summary>Gains of one group: one for each pair of antennas.</summary>
    public int GainsPerGroup => Antennas.Receive * Antennas.Transmit;

    /// <summary>Complex gains [groups × receive × transmit antennas], a group for each <see cref="SymbolsPerGain"/> channel uses.</summary>
    public ReadOnlySpan<Complex32> Gains => _gains;

    /// <summary>Consecutive channel uses that share a gain.</summary>
    public int SymbolsPerGain { get; }

    /// <summary>N0 per complex symbol, linear; N0/2 per real dimension.</summary>
    public double NoisePower { get; }

    /// <summary>Gain of one channel use, counted from the start of the frame, between two antennas.</summary>
    public Complex32 GainAt(int use, int receive = 0, int transmit = 0) =>
        _gains[(use / SymbolsPerGain * Antennas.Receive + receive) * Antennas.Transmit + transmit];

    /// <summary>Number of groups of gains that a frame needs.</summary>
    public static int GainCount(int symbolCount, int symbolsPerGain) =>
        Math.Max(1, (int)(((long)symbolCount + symbolsPerGain - 1) / symbolsPerGain));
}
