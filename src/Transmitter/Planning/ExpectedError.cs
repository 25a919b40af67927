using SemCom.Latents;
using SemCom.Transmitter.Image;

namespace SemCom.Transmitter.Planning;

/// <summary>
/// Squared error that the linear codec would have, in closed form over the noise, when patches of known fine classes are sent with the
/// allocation of a coarser map, or when the latents themselves are known. It ranks the choices of side information; the networks then do better by about the same factor.
/// </summary>
internal sealed class ExpectedError
{
    private readonly LatentGroup[] _groups;
    private readonly double[] _energies, _weights;
    private readonly double _valueCount;

    /// <summary>Prepares expectations for the groups of one choice of rate map, with or without a base layer.</summary>
    /// <param name="tables">Variances.</param>
    /// <param name="picture">The picture.</param>
    /// <param name="fine">Classes of single patches.</param>
    /// <param name="groups">Groups of values that the analog payload carries.</param>
    public ExpectedError(LatentTables tables, PictureAnalysis picture, ClassMap fine, LatentGroup[] groups)
    {
        _groups = groups;
        _valueCount = 3.0 * tables.Patch * tables.Patch * picture.Grid.Count;
        // Groups of the same patches share their members.
        var patches = new Dictionary<int[], int[]>(ReferenceEqualityComparer.Instance);
        _energies = Array.ConvertAll(groups, group => group.Weight * (group.Class < 0
            ? LatentEnergy.Of(picture, group)
            : Enumerable.Range(0, tables.ClassCount).Sum(c => Fine(group.Members)[c] * tables.HighVariance(c, group.Latent))));
        _weights = Array.ConvertAll(groups, group => group.Weight * group.Members.Length);

        int[] Fine(int[] members)
        {
            if (!patches.TryGetValue(members, out var counts))
                patches[members] = counts = CountByClass(tables.ClassCount, members, fine);
            return counts;
        }
    }

    /// <summary>Prepares expectations for groups of values that are known.</summary>
    /// <param name="tables">Sizes.</param>
    /// <param name="picture">The picture.</param>
    /// <param name="latents">Its latents as they are modulated, in planes.</param>
    /// <param name="groups">Groups of values that the analog payload carries.</param>
    public ExpectedError(LatentTables tables, PictureAnalysis picture, float[] latents, LatentGroup[] groups)
    {
        _groups = groups;
        _valueCount = 3.0 * tables.Patch * tables.Patch * picture.Grid.Count;
        _energies = Array.ConvertAll(groups, group => group.Weight * LatentEnergy.Of(latents, picture.Grid.Count, group));
        _weights = Array.ConvertAll(groups, group => group.Weight * group.Members.Length);
    }

    /// <summary>Mean squared error per source value, each weighted by what it counts, 0..255 scale squared.</summary>
    /// <param name="allocation">Made from the same groups.</param>
    /// <param name="meanNoise">Noise per real use relative to the mean power of one.</param>
    /// <param name="fading">What fading leaves of symbols.</param>
    /// <param name="estimationError">Relative error of estimated gains, <see cref="LinkPlan.EstimationError"/>.</param>
    /// <param name="baseError">Squared error of the base layer, 0 without one.</param>
    public double Of(LatentAllocation allocation, double meanNoise, SymbolGains fading, double estimationError, double baseError) =>
        (baseError + LinearError.Of(_groups, _energies, _weights, allocation, meanNoise, fading, estimationError)) / _valueCount;

    /// <summary>Patches by the class that they have.</summary>
    private static int[] CountByClass(int classes, int[] members, ClassMap fine)
    {
        var counts = new int[classes];
        foreach (var position in members)
            counts[fine[position / fine.Patches.Columns, position % fine.Patches.Columns]]++;
        return counts;
    }
}
