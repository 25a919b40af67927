namespace SemCom.Receiver.Estimation;

/// <summary>What the receiver believes of the channel: y_i = H·x_i + n_i, one matrix for each group of channel uses.</summary>
/// <param name="Gains">Ĥ [groups × receive × transmit antennas].</param>
/// <param name="GainErrors">E|h − ĥ|² of each group, the mean over its pairs of antennas.</param>
/// <param name="BlockLength">Channel uses of a group.</param>
/// <param name="NoisePower">N0 per complex symbol and receive antenna, linear.</param>
internal sealed record ChannelEstimate(Complex32[] Gains, float[] GainErrors, int BlockLength, double NoisePower)
{
    /// <summary>Takes the true channel as the estimate.</summary>
    public static ChannelEstimate OfGenie(ChannelState state) => new(
        state.Gains.ToArray(), new float[state.Gains.Length / state.GainsPerGroup], state.SymbolsPerGain, Math.Max(state.NoisePower, PilotEstimator.SmallestNoise));
}
