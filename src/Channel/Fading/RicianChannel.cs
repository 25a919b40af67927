using SemCom.Randomness;

namespace SemCom.Channels;

/// <summary>
/// Rician block fading: h_b = √(K/(1+K))·e^{jθ_b} + √(1/(1+K))·g_b, with g_b circular complex Gaussian of unit power and the phase θ_b of
/// the line of sight uniform, both independent from block to block and from one pair of antennas to the next. E|h_b|² = 1 (Proakis and
/// Salehi, Digital Communications, 5th ed., sections 2.3-4 and 13.1).
/// </summary>
public sealed class RicianChannel : FlatChannel
{
    /// <summary>Words from here on are the phases; the normals of the scattered part lie below.</summary>
    private const ulong FirstPhase = 1UL << 49;

    private const int PhasesAtATime = 128;

    private readonly float _lineOfSight;
    private readonly float _scattered;

    /// <summary>Creates the channel.</summary>
    /// <exception cref="SemComException">An option is out of its range.</exception>
    public RicianChannel(RicianChannelOptions options) : base(options, options?.CoherenceSymbols, options?.Antennas)
    {
        var k = Decibels.ToLinear(options!.KFactorDb);
        _lineOfSight = (float)Math.Sqrt(k / (1 + k));
        _scattered = (float)Math.Sqrt(0.5 / (1 + k));
    }

    private protected override void ReadGains(ChannelRealization realization, int pair, long first, Span<Complex32> gains)
    {
        ScatteredGains.Fill(realization, StreamStart(pair) + 2 * (ulong)first, _scattered, gains);
        var fading = new CounterRandom(realization.Seed, RandomPurpose.Fading, realization.Frame);
        Span<uint> phases = stackalloc uint[PhasesAtATime];
        for (var done = 0; done < gains.Length; done += PhasesAtATime)
        {
            var part = gains.Slice(done, Math.Min(PhasesAtATime, gains.Length - done));
            fading.FillUInt32(phases[..part.Length], FirstPhase + StreamStart(pair) + (ulong)(first + done));
            for (var b = 0; b < part.Length; b++)
                part[b] += UnitPhasor.FromTurns(phases[b]) * _lineOfSight;
        }
    }
}
