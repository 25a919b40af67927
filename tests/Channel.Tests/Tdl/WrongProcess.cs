namespace SemCom.Channels.Tests.Tdl;

/// <summary>A process with a deliberate mistake, which the statistics have to find.</summary>
internal sealed class WrongProcess(IPathProcess inner, Func<int, Complex32, Complex32>? gain = null, Func<int, double, double>? delay = null) : IPathProcess
{
    private readonly double[] _delays = [.. inner.DelaysSeconds.ToArray().Select((seconds, p) => delay?.Invoke(p, seconds) ?? seconds)];

    public ReadOnlySpan<double> DelaysSeconds => _delays;

    public bool VariesInTime => inner.VariesInTime;

    public void Fill(ChannelRealization realization, int antennaPair, double startSeconds, double stepSeconds, Span<Complex32> gains)
    {
        inner.Fill(realization, antennaPair, startSeconds, stepSeconds, gains);
        for (var i = 0; gain != null && i < gains.Length; i++)
            gains[i] = gain(i % _delays.Length, gains[i]);
    }
}
