namespace SemCom.Latents;

/// <summary>Sums of values around each, weighted by a power of the distance.</summary>
internal static class NearSums
{
    /// <summary>Of each value itself and all others, by <paramref name="reach"/> to the power of their distance.</summary>
    public static void Of(ReadOnlySpan<double> values, double reach, Span<double> sums)
    {
        double memory = 0;
        for (var i = 0; i < values.Length; i++)
            sums[i] = memory = memory * reach + values[i];
        memory = 0;
        for (var i = values.Length - 1; i >= 0; i--)
        {
            sums[i] += memory;
            memory = (memory + values[i]) * reach;
        }
    }
}
