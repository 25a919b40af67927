using SemCom.Framing;
using SemCom.Receiver.Estimation;

namespace SemCom.Receiver.Equalization;

/// <summary>
/// Data symbols of a frame after division by the estimated gain, known symbols taken out, each with the noise power that
/// is left on it: (N0 + E|h − ĥ|²) / |ĥ|². Decoders weigh every symbol by it.
/// </summary>
/// <param name="Symbols">x̂, in the order of transmission.</param>
/// <param name="NoisePower">Effective N0 of each symbol, linear; N0/2 per real dimension; +∞ where nothing arrived.</param>
internal sealed record EqualizedSymbols(Complex32[] Symbols, float[] NoisePower)
{
    private const float SmallestGainPower = 1e-12f;

    /// <summary>Equalises a frame, or the first part of it that a map describes.</summary>
    /// <param name="received">Received symbols [uses × receive antennas], at least as many uses as the map has.</param>
    /// <param name="map">Where data stands.</param>
    /// <param name="estimate">The channel of the whole frame.</param>
    public static EqualizedSymbols From(ReadOnlySpan<Complex32> received, FrameMap map, ChannelEstimate estimate)
    {
        var symbols = new Complex32[map.Data.Length];
        var noise = new float[symbols.Length];
        for (var i = 0; i < symbols.Length; i++)
        {
            var use = map.Data[i];
            var group = use / estimate.BlockLength;
            var gain = estimate.Gains[group];
            var power = MathF.Max(gain.Power, SmallestGainPower);
            symbols[i] = received[use] * gain.Conjugate() * (1 / power);
            noise[i] = ((float)estimate.NoisePower + estimate.GainErrors[group]) / power;
            // A channel use that did not arrive is exactly zero; a symbol too large for arithmetic tells nothing either.
            if (received[use] == default || !float.IsFinite(symbols[i].Power))
                (symbols[i], noise[i]) = (default, float.PositiveInfinity);
        }
        return new EqualizedSymbols(symbols, noise);
    }
}
