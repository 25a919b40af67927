namespace SemCom.Receiver.Estimation;

/// <summary>How <see cref="DiffusionInterpolator"/> estimates.</summary>
public sealed record DiffusionOptions
{
    /// <summary>
    /// Steps of the deterministic reverse process, 1 to 64, from the noise of the pilots down. The default, 1, is the mean of the posterior; with the powers that the
    /// prior found, more steps come to the same and take longer.
    /// </summary>
    public int Steps { get; init; } = 1;

    /// <summary>What is known of the channel beforehand. The default is nothing.</summary>
    public ChannelHint? Hint { get; init; }
}
