using System.Runtime.InteropServices;
using SemCom.Randomness;

namespace SemCom.Channels.Tests;

/// <summary>Small traces, a process to record, and a folder that is gone afterwards.</summary>
internal static class TraceSamples
{
    public static ChannelTrace Random(TraceShape shape, double intervalSeconds, params double[] delays) => new(shape, intervalSeconds, delays, Gains((int)shape.Gains));

    public static Complex32[] Gains(int count)
    {
        var gains = new Complex32[count];
        new CounterRandom(5, RandomPurpose.Fading, 0).FillGaussian(MemoryMarshal.Cast<Complex32, float>(gains.AsSpan()));
        return gains;
    }

    /// <summary>Two frames, 2x1 antennas, three times, two paths.</summary>
    public static ChannelTrace Small() => Random(new(2, 2, 1, 3, 2), 1e-3, 0, 3e-7);
}

/// <summary>Paths that turn at known speeds: a_p(t) = 2^(−p)·e^{j(2π·f_p·t + φ)} with φ of frame and pair.</summary>
internal sealed class TurningPaths(double[] hertz, double[] delays) : IPathProcess
{
    public ReadOnlySpan<double> DelaysSeconds => delays;

    public bool VariesInTime => hertz.Any(f => f != 0);

    public void Fill(ChannelRealization realization, int antennaPair, double startSeconds, double stepSeconds, Span<Complex32> gains)
    {
        for (var i = 0; i < gains.Length; i++)
        {
            var (time, p) = Math.DivRem(i, delays.Length);
            var turn = hertz[p] * (startSeconds + time * stepSeconds) + 0.1 * realization.Frame + 0.03 * antennaPair + 0.01 * realization.Seed;
            var (sin, cos) = Math.SinCos(2 * Math.PI * turn);
            gains[i] = new((float)(cos / (1 << p)), (float)(sin / (1 << p)));
        }
    }
}

/// <summary>Tests that need files.</summary>
public abstract class TraceFolder : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("semcom-trace-").FullName;

    protected string this[string name] => Path.Combine(_folder, name);

    protected string Write(string name, byte[] bytes)
    {
        File.WriteAllBytes(this[name], bytes);
        return this[name];
    }

    protected string Write(string name, string text)
    {
        File.WriteAllText(this[name], text);
        return this[name];
    }

    /// <summary>The one-line message of a refusal.</summary>
    internal static string Refused(Action action)
    {
        var message = Assert.Throws<SemComException>(action).Message;
        Assert.DoesNotContain('\n', message);
        Assert.Contains("; ", message, StringComparison.Ordinal);
        return message;
    }

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }
}
