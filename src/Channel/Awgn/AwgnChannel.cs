namespace SemCom.Channels;

/// <summary>
/// Additive white Gaussian noise: y = x + n, E|n|² = N0 per complex symbol, real and imaginary part independent with N0/2
/// each (Proakis and Salehi, Digital Communications, 5th ed., section 2.9-1).
/// </summary>
public sealed class AwgnChannel : FlatChannel
{
    /// <summary>Creates the channel.</summary>
    /// <exception cref="SemComException">An option is out of its range.</exception>
    public AwgnChannel(AwgnChannelOptions options) : base(options) { }

    private protected override bool HasFading => false;

    private protected override void ReadGains(ChannelRealization realization, int pair, long first, Span<Complex32> gains) =>
        gains.Fill(new(1, 0));
}
