namespace SemCom;

/// <summary>
/// What a flat channel did to a frame: y_i = h_i·x_i + n_i with E|n_i|² = N0. The simulator knows it; a receiver sees it only
/// as a genie, which the caller has to ask for and which every record marks. Immutable.
/// </summary>
public sealed class ChannelState
{
    private readonly Complex32[] _gains;

    /// <summary>Describes the channel of one frame.</summary>
    /// <param name="gains">
    /// Complex gains, each for <paramref name="symbolsPerGain"/> consecutive symbols, the last perhaps for fewer; the array
    /// then belongs to the state.
    /// </param>
    /// <param name="symbolsPerGain">At least 1; 1 for a gain per symbol, the number of symbols for one gain in all.</param>
    /// <param name="noisePower">N0 per complex symbol, linear, at least 0; N0/2 per real dimension.</param>
    /// <exception cref="SemComException">No gain, a value that is not finite, or a number out of range.</exception>
    public ChannelState(Complex32[] gains, int symbolsPerGain, double noisePower)
    {
        ArgumentNullException.ThrowIfNull(gains);
        Guard.InRange(gains.Length, 1, int.MaxValue, "number of channel gains", "give one gain for all symbols or one for each group");
        SymbolBytes.CheckFinite(gains, "channel gain");
        SymbolsPerGain = Guard.InRange(symbolsPerGain, 1, int.MaxValue, "symbols per channel gain", "use 1 for a gain per symbol");
        NoisePower = Guard.InRange(noisePower, 0, double.MaxValue, "noise power", "use 10^(-SNR/10)");
        _gains = gains;
    }

    /// <summary>Complex gains, one for each <see cref="SymbolsPerGain"/> symbols.</summary>
    public ReadOnlySpan<Complex32> Gains => _gains;

    /// <summary>Consecutive symbols that share a gain.</summary>
    public int SymbolsPerGain { get; }

    /// <summary>N0 per complex symbol, linear; N0/2 per real dimension.</summary>
    public double NoisePower { get; }

    /// <summary>Gain of one symbol, counted from the start of the frame.</summary>
    public Complex32 GainAt(int symbol) => _gains[symbol / SymbolsPerGain];

    /// <summary>Number of gains that a frame needs.</summary>
    public static int GainCount(int symbolCount, int symbolsPerGain) =>
        Math.Max(1, (int)(((long)symbolCount + symbolsPerGain - 1) / symbolsPerGain));
}
