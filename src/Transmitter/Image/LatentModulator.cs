using SemCom.Framing;
using SemCom.Latents;

namespace SemCom.Transmitter.Image;

/// <summary>Latents to payload symbols: the most important first, with the allocation's gains, unit mean power.</summary>
internal static class LatentModulator
{
    /// <summary>Writes the payload and returns the step of its amplitude scale, which the header carries.</summary>
    /// <param name="latents">Planes after the low-band transform.</param>
    /// <param name="patches">Values in a plane.</param>
    /// <param name="allocation">Order and gains.</param>
    /// <param name="symbols">Receives RealUses / 2 symbols.</param>
    public static int Modulate(ReadOnlySpan<float> latents, int patches, LatentAllocation allocation, Span<Complex32> symbols)
    {
        return Modulate(Weighed(latents, patches, allocation), symbols);
    }

    /// <summary>The same for values that have their gains.</summary>
    public static int Modulate(float[] reals, Span<Complex32> symbols)
    {
        var energy = 0.0;
        foreach (var value in reals)
            energy += (double)value * value;
        var exact = energy > 0 ? Math.Sqrt(reals.Length / energy) : 1;
        Write(reals, Math.Clamp(exact, FrameHeader.SmallestScale, FrameHeader.LargestScale), symbols);
        return FrameHeader.StepOfScale(exact);
    }

    /// <summary>Writes the payload with the amplitude scale that a header says.</summary>
    public static void Modulate(ReadOnlySpan<float> latents, int patches, LatentAllocation allocation, double scale, Span<Complex32> symbols) =>
        Write(Weighed(latents, patches, allocation), scale, symbols);

    /// <summary>The payload's values with their gains, before the amplitude scale [RealUses].</summary>
    public static float[] Weighed(ReadOnlySpan<float> latents, int patches, LatentAllocation allocation)
    {
        var reals = new float[allocation.RealUses];
        var at = 0;
        for (var g = 0; g < allocation.Groups.Count && allocation.Taken[g] > 0; g++)
        {
            var group = allocation.Groups[g];
            var plane = latents.Slice(group.Latent * patches, patches);
            var gain = (float)allocation.Gains[g];
            for (var i = 0; i < allocation.Taken[g]; i++)
                reals[at++] = gain * plane[group.Members[i]];
        }
        return reals;
    }

    /// <summary>A complex symbol of unit power has 1/2 in each real dimension.</summary>
    private static void Write(float[] reals, double scale, Span<Complex32> symbols)
    {
        var amplitude = (float)(scale / Math.Sqrt(2));
        for (var i = 0; i < symbols.Length; i++)
            symbols[i] = new Complex32(reals[2 * i] * amplitude, reals[2 * i + 1] * amplitude);
    }
}
