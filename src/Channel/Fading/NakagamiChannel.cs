namespace SemCom.Channels;

/// <summary>
/// Nakagami-m block fading: |h_b|² gamma distributed with shape m and mean 1, the phase uniform, independent from block to block (M.
/// Nakagami, "The m-distribution", 1960; Proakis and Salehi, Digital Communications, 5th ed., section 2.3-4).
/// </summary>
public sealed class NakagamiChannel : FlatChannel
{
    private readonly GammaSampler _power;

    /// <summary>Creates the channel.</summary>
    /// <exception cref="SemComException">An option is out of its range.</exception>
    public NakagamiChannel(NakagamiChannelOptions options) : base(options, options?.CoherenceSymbols, options?.Antennas) =>
        _power = new(options!.Shape);

    private protected override void ReadGains(ChannelRealization realization, int pair, long first, Span<Complex32> gains)
    {
        for (var b = 0; b < gains.Length; b++)
        {
            var power = _power.Draw(realization, StreamStart(pair) + (ulong)(first + b) * GammaSampler.BlocksPerDraw, out var turns);
            gains[b] = UnitPhasor.FromTurns(turns) * (float)Math.Sqrt(power);
        }
    }
}
