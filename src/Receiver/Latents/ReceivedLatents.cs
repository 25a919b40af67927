namespace SemCom.Receiver.Latents;

/// <summary>Estimates of latents, and how far off each of them is expected to be. Planes, rows from the top.</summary>
/// <param name="Values">Estimates [latents · patches].</param>
/// <param name="Deviations">Standard deviations of their errors [latents · patches].</param>
/// <param name="EffectiveSnrDb">Es/N0 after equalisation, averaged over the payload [dB].</param>
/// <param name="Confidence">Share of the latents' expected energy that is known, 0..1.</param>
internal sealed record ReceivedLatents(float[] Values, float[] Deviations, double EffectiveSnrDb, double Confidence);
