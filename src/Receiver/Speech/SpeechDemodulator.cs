using System.Runtime.InteropServices;
using SemCom.Framing;
using SemCom.Latents;
using SemCom.Receiver.Latents;
using SemCom.Speech;

namespace SemCom.Receiver.Speech;

/// <summary>Payload symbols to coefficients of speech (<see cref="LinearEstimator"/>). Coefficients that were not sent, or did not arrive, are 0 with their variance as error.</summary>
internal static class SpeechDemodulator
{
    /// <summary>Estimates all coefficients of a sound.</summary>
    /// <param name="tables">The model's statistics.</param>
    /// <param name="description">The decoded description.</param>
    /// <param name="header">The decoded header.</param>
    /// <param name="payload">Equalised payload in order, as many symbols as the header says.</param>
    /// <param name="noisePower">Effective N0 of each symbol; +∞ for one that did not arrive.</param>
    public static SpeechEstimate Demodulate(SpeechTables tables, SpeechDescription description, SpeechHeader header, ReadOnlySpan<Complex32> payload, ReadOnlySpan<float> noisePower)
    {
        var variances = description.Variances(tables);
        var allocation = LatentAllocation.Create(SpeechGroups.InOrder(variances), 2 * header.PayloadSymbols, Decibels.ToNoisePower(header.PlanSnrDb));
        var (values, deviations) = (new float[variances.Length], new float[variances.Length]);
        var reals = MemoryMarshal.Cast<Complex32, float>(payload);
        double expected = 0, unknown = 0;
        var at = 0;
        for (var g = 0; g < allocation.Groups.Count; g++)
        {
            var (group, gain) = (allocation.Groups[g], (float)(allocation.Gains[g] * header.Scale));
            var v = (float)group.Variance;
            for (var i = 0; i < group.Members.Length; i++)
            {
                var (value, error) = (0f, v);
                if (i < allocation.Taken[g])
                {
                    (value, error) = LinearEstimator.Estimate(v, gain, reals[at] * LinearEstimator.SqrtTwo, noisePower[at / 2]);
                    at++;
                }
                (values[group.Members[i]], deviations[group.Members[i]]) = (value, MathF.Sqrt(error));
                expected += v;
                unknown += error;
            }
        }
        return new SpeechEstimate(values, deviations, variances, Math.Clamp(1 - unknown / expected, 0, 1));
    }
}
