namespace SemCom.Channels;

/// <summary>One path without delay and with gain 1 between every pair of antennas: no fading at all.</summary>
public sealed class ConstantPath : IPathProcess
{
    private static readonly double[] NoDelay = [0];

    /// <inheritdoc/>
    public ReadOnlySpan<double> DelaysSeconds => NoDelay;

    /// <inheritdoc/>
    public bool VariesInTime => false;

    /// <inheritdoc/>
    public void Fill(ChannelRealization realization, int antennaPair, double startSeconds, double stepSeconds, Span<Complex32> gains) =>
        gains.Fill(new(1, 0));
}
