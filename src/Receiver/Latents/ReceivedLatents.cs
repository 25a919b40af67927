using SemCom.Latents;

namespace SemCom.Receiver.Latents;

/// <summary>Estimates of latents, and how far off each of them is expected to be. Planes, rows from the top.</summary>
/// <param name="Values">Estimates [latents · patches].</param>
/// <param name="Deviations">Standard deviations of their errors [latents · patches].</param>
/// <param name="EffectiveSnrDb">Es/N0 after equalisation, averaged over the payload [dB].</param>
/// <param name="Confidence">Share of the latents' expected energy that is known, 0..1.</param>
internal sealed record ReceivedLatents(float[] Values, float[] Deviations, double EffectiveSnrDb, double Confidence)
{
    /// <summary>Takes the colour means out of their transform and the root of squared errors; both arrays are used up.</summary>
    public static ReceivedLatents FromSquares(LatentTables tables, PatchGrid grid, float[] values, float[] errors, double effectiveSnrDb, double known)
    {
        for (var latent = 0; latent < tables.LowLatents; latent++)
        {
            LowBandTransform.Inverse(values.AsSpan(latent * grid.Count, grid.Count), grid, tables.LowBlock);
            LowBandTransform.SpreadErrors(errors.AsSpan(latent * grid.Count, grid.Count), grid, tables.LowBlock);
        }
        for (var i = 0; i < errors.Length; i++)
            errors[i] = MathF.Sqrt(errors[i]);
        return new ReceivedLatents(values, errors, effectiveSnrDb, Math.Clamp(known, 0, 1));
    }
}
