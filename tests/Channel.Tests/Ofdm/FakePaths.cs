namespace SemCom.Channels.Tests.Ofdm;

/// <summary>Paths that stand still with given gains.</summary>
internal sealed class FakePaths(params (double DelaySeconds, Complex32 Gain)[] paths) : IPathProcess
{
    private readonly double[] _delays = [.. paths.Select(p => p.DelaySeconds)];

    public ReadOnlySpan<double> DelaysSeconds => _delays;

    public bool VariesInTime => false;

    public void Fill(ChannelRealization realization, int antennaPair, double startSeconds, double stepSeconds, Span<Complex32> gains)
    {
        for (var i = 0; i < gains.Length; i++)
            gains[i] = paths[i % paths.Length].Gain;
    }
}
