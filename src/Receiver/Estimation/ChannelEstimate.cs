namespace SemCom.Receiver.Estimation;

/// <summary>What the receiver believes of the channel: y_i = h·x_i + n_i, one gain for each block of symbols.</summary>
/// <param name="Gains">ĥ of each block.</param>
/// <param name="GainErrors">E|h − ĥ|² of each block.</param>
/// <param name="BlockLength">Symbols of a block.</param>
/// <param name="NoisePower">N0 per complex symbol, linear.</param>
internal sealed record ChannelEstimate(Complex32[] Gains, float[] GainErrors, int BlockLength, double NoisePower)
{
    /// <summary>Takes the true channel as the estimate.</summary>
    public static ChannelEstimate OfGenie(ChannelState state) =>
        new(state.Gains.ToArray(), new float[state.Gains.Length], state.SymbolsPerGain, Math.Max(state.NoisePower, PilotEstimator.SmallestNoise));
}
