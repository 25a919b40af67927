using SemCom.Randomness;

namespace SemCom.Channels;

/// <summary>
/// Nakagami-m block fading: |h_b|² gamma distributed with shape m and mean 1, the phase uniform, independent from block to block (M.
/// Nakagami, "The m-distribution", 1960; Proakis and Salehi, Digital Communications, 5th ed., section 2.3-4).
/// </summary>
public sealed class NakagamiChannel : FlatChannel
{
    /// <summary>Blocks from here on hold spare proposals; normals that are first proposals lie below.</summary>
    private const ulong FirstSpare = 1UL << 46;

    /// <summary>Blocks from here on hold phase and uniform numbers.</summary>
    private const ulong FirstUniform = 1UL << 47;

    private const int GainsAtATime = 128;

    private readonly GammaSampler _power;

    /// <summary>Creates the channel.</summary>
    /// <exception cref="SemComException">An option is out of its range.</exception>
    public NakagamiChannel(NakagamiChannelOptions options) : base(options, options?.CoherenceSymbols, options?.Antennas) =>
        _power = new(options!.Shape);

    private protected override void ReadGains(ChannelRealization realization, int pair, long first, Span<Complex32> gains)
    {
        var fading = new CounterRandom(realization.Seed, RandomPurpose.Fading, realization.Frame);
        var pairBlock = StreamStart(pair) / 4;
        Span<float> normals = stackalloc float[GainsAtATime];
        for (var done = 0; done < gains.Length; done += GainsAtATime)
        {
            var part = gains.Slice(done, Math.Min(GainsAtATime, gains.Length - done));
            var number = (ulong)(first + done);
            fading.FillGaussian(normals[..part.Length], StreamStart(pair) + number);
            for (var b = 0; b < part.Length; b++, number++)
            {
                var (turns, accept, boost, _) = fading.At(FirstUniform + pairBlock + number);
                var power = _power.Draw(normals[b], accept, boost, fading, FirstSpare + pairBlock + number * GammaSampler.SpareBlocks);
                part[b] = UnitPhasor.FromTurns(turns) * (float)Math.Sqrt(power);
            }
        }
    }
}
