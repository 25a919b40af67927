namespace SemCom.Receiver.Latents;

/// <summary>
/// One value from one real channel use by linear least-squares estimation: ŷ = v·a·r / (v·a² + N) with error v·N / (v·a² + N), where v is the variance that both ends expect, a the gain and N the effective noise
/// of the symbol.
/// </summary>
internal static class LinearEstimator
{
    /// <summary>A complex symbol of unit power has 1/2 in each real dimension: what is received is brought to unit power by this.</summary>
    public static readonly float SqrtTwo = MathF.Sqrt(2);

    /// <summary>The estimate and its expected squared error; 0 and v where nothing arrived.</summary>
    public static (float Value, float Error) Estimate(float v, float gain, float r, float noise)
    {
        if (float.IsPositiveInfinity(noise))
            return (0, v);
        var total = v * gain * gain + noise;
        return (v * gain * r / total, v * noise / total);
    }
}
