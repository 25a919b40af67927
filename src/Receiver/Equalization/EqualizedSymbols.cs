using SemCom.Framing;
using SemCom.Receiver.Estimation;

namespace SemCom.Receiver.Equalization;

/// <summary>
/// Data symbols of a frame after division by the estimated gain, known symbols taken out, each with the noise power that
/// is left on it: (N0 + E|h − ĥ|²) / |ĥ|². Decoders weigh every symbol by it.
/// </summary>
/// <param name="Symbols">x̂, in the order of transmission.</param>
/// <param name="NoisePower">Effective N0 of each symbol, linear; N0/2 per real dimension.</param>
internal sealed record EqualizedSymbols(Complex32[] Symbols, float[] NoisePower)
{
    private const float SmallestGainPower = 1e-12f;

    /// <summary>Equalises a frame.</summary>
    public static EqualizedSymbols From(ReadOnlySpan<Complex32> received, PilotPattern pattern, ChannelEstimate estimate)
    {
        var symbols = new Complex32[received.Length - pattern.PilotCount(received.Length)];
        var noise = new float[symbols.Length];
        var at = 0;
        foreach (var (start, known, end) in FrameSymbols.Blocks(pattern, received.Length))
        {
            for (var i = start + known; i < end; i++, at++)
            {
                var block = i / estimate.BlockLength;
                var gain = estimate.Gains[block];
                var power = MathF.Max(gain.Power, SmallestGainPower);
                symbols[at] = received[i] * gain.Conjugate() * (1 / power);
                noise[at] = ((float)estimate.NoisePower + estimate.GainErrors[block]) / power;
                // A symbol too large for arithmetic tells nothing.
                if (!float.IsFinite(symbols[at].Power))
                    (symbols[at], noise[at]) = (default, float.PositiveInfinity);
            }
        }
        return new EqualizedSymbols(symbols, noise);
    }
}
