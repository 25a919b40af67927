using SemCom.Latents;
using SemCom.Receiver.Latents;
using SemCom.Video;

namespace SemCom.Receiver;

/// <summary>What is held of a video's picture, as the network takes it. Keeps its arrays for the next picture.</summary>
internal sealed class HeldLatents
{
    private float[] _values = [];
    private float[] _deviations = [];

    /// <summary>Latents and the standard deviations of their errors; valid until the next call.</summary>
    public ReceivedLatents Of(HeldPicture held, double snrDb)
    {
        if (_values.Length != held.Values.Length)
            (_values, _deviations) = (new float[held.Values.Length], new float[held.Values.Length]);
        held.Values.CopyTo(_values);
        var (values, deviations) = (_values, _deviations);
        double energy = 0, unknown = 0;
        for (var i = 0; i < deviations.Length; i++)
        {
            var error = held.Errors[i];
            deviations[i] = MathF.Sqrt(error);
            energy += values[i] * values[i] + error;
            unknown += error;
        }
        return new ReceivedLatents(values, deviations, snrDb, Math.Clamp(1 - unknown / Math.Max(energy, 1e-9), 0, 1));
    }

    /// <summary>Symbols / source values of a picture in which as many latents would have arrived as are known by half.</summary>
    public static double RateOf(HeldPicture held, LatentTables tables)
    {
        var known = 0;
        var middle = tables.ClassCount / 2;
        for (var latent = tables.LowLatents; latent < tables.Latents; latent++)
        {
            var v = tables.HighVariance(middle, latent);
            foreach (var error in held.Errors.Slice(latent * held.Grid.Count, held.Grid.Count))
                known += error < 0.5 * v ? 1 : 0;
        }
        return known / 2.0 / (3.0 * tables.Patch * tables.Patch * held.Grid.Count);
    }
}
