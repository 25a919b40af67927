using System.Runtime.InteropServices;
using SemCom.Framing;
using SemCom.Latents;
using SemCom.Receiver.Equalization;

namespace SemCom.Receiver.Latents;

/// <summary>
/// Payload symbols to latents (<see cref="LinearEstimator"/>). Latents that were not sent, or did not arrive, are 0 with their variance as error.
/// </summary>
internal static class LatentDemodulator
{
    /// <summary>Estimates all latents of a picture.</summary>
    /// <param name="tables">The model's statistics.</param>
    /// <param name="message">The decoded side message.</param>
    /// <param name="header">The decoded header.</param>
    /// <param name="payload">Equalised payload in order, as many symbols as the header says.</param>
    /// <param name="noisePower">Effective N0 of each symbol; +∞ for one that did not arrive.</param>
    /// <param name="tally">Is told of every value; null for nobody.</param>
    public static ReceivedLatents Demodulate(
        LatentTables tables, SideMessage message, FrameHeader header, ReadOnlySpan<Complex32> payload, ReadOnlySpan<float> noisePower, PatchTally? tally = null)
    {
        var (map, layer) = (message.Map, message.Base);
        var patches = map.Patches.Count;
        var values = new float[tables.Latents * patches];
        var errors = new float[values.Length];
        var reals = MemoryMarshal.Cast<Complex32, float>(payload);
        var allocation = LatentAllocation.Of(message, tables, header.PayloadSymbols, header.PlanSnrDb);
        double expected = 0, unknown = 0;
        var at = 0;
        for (var g = 0; g < allocation.Groups.Count; g++)
        {
            var group = allocation.Groups[g];
            var v = (float)group.Variance;
            var gain = (float)(allocation.Gains[g] * header.Scale);
            var plane = group.Latent * patches;
            expected += v * group.Members.Length;
            for (var i = 0; i < group.Members.Length; i++)
            {
                var isSent = i < allocation.Taken[g];
                var (value, error) = isSent ? LinearEstimator.Estimate(v, gain, reals[at] * LinearEstimator.SqrtTwo, noisePower[at / 2]) : (0, v);
                tally?.Add(group, i, isSent ? v * gain * gain : null, isSent ? noisePower[at / 2] : 0, error);
                at += isSent ? 1 : 0;
                values[plane + group.Members[i]] = value;
                errors[plane + group.Members[i]] = error;
                unknown += error;
            }
        }
        if (layer is not null)
        {
            layer.Dequantize(values.AsSpan(0, tables.LowLatents * patches));
            var lowErrors = errors.AsSpan(0, tables.LowLatents * patches);
            expected += layer.FillErrors(tables, map.Patches, lowErrors);
            foreach (var error in lowErrors)
                unknown += error;
        }
        if (message.Rotations is { } rotations)
            RotationInverse.Apply(rotations, values.AsSpan(tables.LowLatents * patches), errors.AsSpan(tables.LowLatents * patches));
        return ReceivedLatents.FromSquares(tables, map.Patches, values, errors, EffectiveSnr.Db(noisePower), 1 - unknown / expected);
    }
}
