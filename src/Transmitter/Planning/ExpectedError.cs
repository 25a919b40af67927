using SemCom.Latents;
using SemCom.Transmitter.Image;

namespace SemCom.Transmitter.Planning;

/// <summary>
/// Squared error that the linear codec would have, in closed form, when patches of known fine classes are sent with the
/// allocation of a coarser map. It ranks the choices of side information; the networks then do better by about the same factor.
/// </summary>
internal sealed class ExpectedError
{
    private readonly LatentTables _tables;
    private readonly PictureAnalysis _picture;
    private readonly int[,] _patches;

    /// <summary>Counts patches by the class that the map gives them and the class that they have.</summary>
    /// <param name="tables">Variances.</param>
    /// <param name="picture">The picture.</param>
    /// <param name="coarse">The map to judge.</param>
    /// <param name="fine">Classes of single patches.</param>
    public ExpectedError(LatentTables tables, PictureAnalysis picture, ClassMap coarse, ClassMap fine)
    {
        (_tables, _picture) = (tables, picture);
        _patches = new int[tables.ClassCount, tables.ClassCount];
        for (var row = 0; row < fine.Patches.Rows; row++)
        {
            for (var column = 0; column < fine.Patches.Columns; column++)
                _patches[coarse[row, column], fine[row, column]]++;
        }
    }

    /// <summary>Mean squared error per source value, 0..255 scale squared.</summary>
    /// <param name="allocation">Made from the coarse map.</param>
    /// <param name="baseError">Squared error of the base layer, 0 without one.</param>
    /// <param name="noise">Noise per real use relative to the mean power of one.</param>
    public double Of(LatentAllocation allocation, double baseError, double noise)
    {
        var error = baseError;
        for (var g = 0; g < allocation.Groups.Count; g++)
        {
            var group = allocation.Groups[g];
            var sent = (double)allocation.Taken[g] / group.Members.Length;
            var gain = allocation.Gains[g];
            var weight = group.Variance * gain / (group.Variance * gain * gain + noise);
            var kept = 1 - sent + sent * (1 - weight * gain) * (1 - weight * gain);
            error += group.Members.Length * sent * weight * weight * noise + kept * Energy(group);
        }
        return error / (3.0 * _tables.Patch * _tables.Patch * _picture.Grid.Count);
    }

    private double Energy(LatentGroup group)
    {
        if (group.Class < 0)
            return LowBandEnergy.Of(_picture, group);
        double energy = 0;
        for (var fine = 0; fine < _tables.ClassCount; fine++)
            energy += _patches[group.Class, fine] * _tables.HighVariance(fine, group.Latent);
        return energy;
    }
}
