namespace SemCom.Receiver.Estimation;

/// <summary>What the receiver believes of the channel: y_i = H·x_i + n_i, one matrix for each group of channel uses.</summary>
/// <param name="Gains">Ĥ [groups × receive × transmit antennas].</param>
/// <param name="GainErrors">E|h − ĥ|² of each gain.</param>
/// <param name="BlockLength">Channel uses of a group.</param>
/// <param name="NoisePower">N0 per complex symbol and receive antenna, linear.</param>
internal sealed record ChannelEstimate(Complex32[] Gains, float[] GainErrors, int BlockLength, double NoisePower)
{
    /// <summary>Takes the true channel as the estimate.</summary>
    public static ChannelEstimate OfGenie(ChannelState state) =>
        new(state.Gains.ToArray(), new float[state.Gains.Length], state.SymbolsPerGain, Math.Max(state.NoisePower, PilotEstimator.SmallestNoise));

    /// <summary>Gains of one channel use between <paramref name="pairs"/> pairs of antennas.</summary>
    public ReadOnlySpan<Complex32> GainsAt(int use, int pairs) => Gains.AsSpan(use / BlockLength * pairs, pairs);

    /// <summary>Errors of the gains of one channel use.</summary>
    public ReadOnlySpan<float> ErrorsAt(int use, int pairs) => GainErrors.AsSpan(use / BlockLength * pairs, pairs);
}
