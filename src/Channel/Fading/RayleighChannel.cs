namespace SemCom.Channels;

/// <summary>
/// Rayleigh block fading: y_i = h_b·x_i + n_i with h_b circular complex Gaussian, E|h_b|² = 1, constant over a block of
/// coherence and independent from block to block (Proakis and Salehi, Digital Communications, 5th ed., section 13.1).
/// </summary>
public sealed class RayleighChannel : FlatChannel
{
    /// <summary>Creates the channel.</summary>
    /// <exception cref="SemComException">An option is out of its range.</exception>
    public RayleighChannel(RayleighChannelOptions options) : base(options, options?.CoherenceSymbols, options?.Antennas) { }

    private protected override void ReadGains(ChannelRealization realization, int pair, long first, Span<Complex32> gains) =>
        ScatteredGains.Fill(realization, StreamStart(pair) + 2 * (ulong)first, ScatteredGains.SqrtHalf, gains);
}
