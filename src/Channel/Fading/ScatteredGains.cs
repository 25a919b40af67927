using System.Runtime.InteropServices;
using SemCom.Randomness;

namespace SemCom.Channels;

/// <summary>The scattered part of flat fading: circular complex Gaussians.</summary>
internal static class ScatteredGains
{
    /// <summary>The scale that gives unit power.</summary>
    public const float SqrtHalf = 0.70710678f;

    /// <summary>Fills in gains from normals <paramref name="firstNormal"/>, firstNormal+1, … of the stream of fading, times a scale.</summary>
    public static void Fill(ChannelRealization realization, ulong firstNormal, float scale, Span<Complex32> gains)
    {
        var fading = new CounterRandom(realization.Seed, RandomPurpose.Fading, realization.Frame);
        fading.FillGaussian(MemoryMarshal.Cast<Complex32, float>(gains), firstNormal);
        foreach (ref var gain in gains)
            gain *= scale;
    }
}
