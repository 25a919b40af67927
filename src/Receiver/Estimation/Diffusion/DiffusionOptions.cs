namespace SemCom.Receiver.Estimation;

/// <summary>How <see cref="DiffusionInterpolator"/> estimates.</summary>
public sealed record DiffusionOptions
{
    /// <summary>Draws of <see cref="EstimatorKind.DiffusionSampled"/> where nothing else is said.</summary>
    public const int UsualDraws = 8;

    /// <summary>
    /// Steps of the deterministic reverse process, 1 to 64, from the noise of the pilots down. The default, 1, is the mean of the posterior; with the powers that the
    /// prior found, more steps come to the same and take longer.
    /// </summary>
    public int Steps { get; init; } = 1;

    /// <summary>
    /// Draws from the posterior of each window, 2 to 256, whose mean is the estimate and whose spread is its error; the default, 0, takes both in closed form, for the powers that
    /// the prior finds most likely. A draw takes about 50 ms.
    /// </summary>
    public int Draws { get; init; }

    /// <summary>What is known of the channel beforehand. The default is nothing.</summary>
    public ChannelHint? Hint { get; init; }
}
