using SemCom.Framing;
using SemCom.Receiver.Detection;
using SemCom.Receiver.Estimation;

namespace SemCom.Receiver.Equalization;

/// <summary>
/// Data symbols of a frame after equalisation or detection, known symbols taken out, each with the noise power that is left on it; with
/// one antenna at each end that is (N0 + E|h − ĥ|²) / |ĥ|². Decoders weigh every symbol by it.
/// </summary>
/// <param name="Symbols">x̂, in the order of transmission.</param>
/// <param name="NoisePower">Effective N0 of each symbol, linear; N0/2 per real dimension; +∞ where nothing arrived.</param>
internal sealed record EqualizedSymbols(Complex32[] Symbols, float[] NoisePower)
{
    /// <summary>Equalises a frame, or the first part of it that a map describes.</summary>
    /// <param name="received">Received symbols [uses × receive antennas], at least as many uses as the map has.</param>
    /// <param name="map">Where data stands.</param>
    /// <param name="estimate">The channel of the whole frame.</param>
    public static EqualizedSymbols From(ReadOnlySpan<Complex32> received, FrameMap map, ChannelEstimate estimate)
    {
        var antennas = map.Layout.Antennas;
        var uses = map.Data;
        var count = antennas.Mode == SpatialMode.Alamouti ? uses.Length & ~1 : uses.Length * antennas.Layers;
        var equalized = new EqualizedSymbols(new Complex32[count], new float[count]);
        switch (antennas.Mode)
        {
            case SpatialMode.Alamouti:
                equalized.Combine(received, uses, estimate, antennas.Receive);
                break;
            case SpatialMode.Multiplexing:
                equalized.Separate(received, uses, estimate, antennas);
                break;
            default:
                equalized.Equalize(received, uses, estimate, antennas.Receive);
                break;
        }
        return equalized;
    }

    private void Equalize(ReadOnlySpan<Complex32> received, ReadOnlySpan<int> uses, ChannelEstimate estimate, int receive)
    {
        for (var i = 0; i < uses.Length; i++)
        {
            var y = received.Slice(uses[i] * receive, receive);
            (Symbols[i], NoisePower[i]) = MaximumRatioCombiner.Detect(y, estimate.GainsAt(uses[i], receive), estimate.ErrorsAt(uses[i], receive), estimate.NoisePower);
        }
    }

    private void Separate(ReadOnlySpan<Complex32> received, ReadOnlySpan<int> uses, ChannelEstimate estimate, AntennaScheme antennas)
    {
        var (receive, layers) = (antennas.Receive, antennas.Transmit);
        for (var i = 0; i < uses.Length; i++)
        {
            var pairs = receive * layers;
            MmseDetector.Detect(received.Slice(uses[i] * receive, receive), estimate.GainsAt(uses[i], pairs), estimate.ErrorsAt(uses[i], pairs), estimate.NoisePower,
                Symbols.AsSpan(i * layers, layers), NoisePower.AsSpan(i * layers, layers));
        }
    }

    private void Combine(ReadOnlySpan<Complex32> received, ReadOnlySpan<int> uses, ChannelEstimate estimate, int receive)
    {
        for (var i = 0; i < Symbols.Length; i += 2)
        {
            var (first, second, pairs) = (uses[i], uses[i + 1], 2 * receive);
            AlamoutiCombiner.Detect(received.Slice(first * receive, receive), received.Slice(second * receive, receive),
                estimate.GainsAt(first, pairs), estimate.GainsAt(second, pairs), estimate.ErrorsAt(first, pairs), estimate.ErrorsAt(second, pairs),
                estimate.NoisePower, Symbols.AsSpan(i, 2), NoisePower.AsSpan(i, 2));
        }
    }
}
