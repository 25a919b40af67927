using SemCom.Coding;

namespace SemCom.Latents;

/// <summary>
/// What both ends of an image model know about its latents: how many there are, how much they vary in each class of
/// patches, and how classes follow one another. Read from the model's <c>tables.json</c>; immutable.
/// </summary>
public sealed class LatentTables
{
    private const double CountScale = 1 << 20;

    private readonly double[][] _high;
    private readonly double[][] _low;
    private readonly double[][] _lowColours;
    private readonly double[] _thresholds;
    private readonly FrequencyTable[][] _contexts;

    private LatentTables(LatentTablesFile file)
    {
        (Patch, Latents, LowLatents, LowBlock, NetworkMultiple) = (file.Patch, file.Latents, file.LowLatents, file.LowBlock, file.NetworkMultiple);
        _thresholds = [.. file.Activity.Select(a => a * a)];
        (_high, _low, _lowColours, Mean) = (file.HighVariances, file.LowVariances, file.LowColours, file.Mean);
        GroupOrder = OrderOfGroups();
        _contexts = [.. ClassMap.CellSizes.Select(cell => Flatten(file.ClassContexts[$"{cell}"]))];
    }

    /// <summary>All groups that pictures can have, the largest variance first: class (−1 in the low band), latent, frequency u · LowBlock + v (−1 elsewhere).</summary>
    internal IReadOnlyList<(int Class, int Latent, int Frequency, double Variance)> GroupOrder { get; }

    /// <summary>Side of a patch in pixels.</summary>
    public int Patch { get; }

    /// <summary>Latent values of a patch.</summary>
    public int Latents { get; }

    /// <summary>The first latents, colour means, which pass the low-band transform over neighbouring patches.</summary>
    public int LowLatents { get; }

    /// <summary>Side in patches of a block of the low-band transform.</summary>
    public int LowBlock { get; }

    /// <summary>Width and height that the networks take are multiples of this many pixels.</summary>
    public int NetworkMultiple { get; }

    /// <summary>Mean of all source values in training, 0..255.</summary>
    public double Mean { get; }

    /// <summary>A low latent of a patch from the means of its colours, each less <see cref="Mean"/>.</summary>
    public double LowLatent(int latent, double red, double green, double blue)
    {
        var row = _lowColours[latent];
        return Patch * (row[0] * red + row[1] * green + row[2] * blue);
    }

    /// <summary>Classes of patches, from smooth to detailed.</summary>
    public int ClassCount => _thresholds.Length + 1;

    /// <summary>Variance of a latent after the first <see cref="LowLatents"/>, for patches of a class (0..255 scale, squared).</summary>
    public double HighVariance(int patchClass, int latent) => _high[patchClass][latent - LowLatents];

    /// <summary>Variance of a low-band coefficient at vertical and horizontal frequency u, v (0 .. LowBlock − 1).</summary>
    public double LowVariance(int latent, int u, int v) => _low[latent][u * LowBlock + v];

    /// <summary>Class of a patch from its activity: mean square deviation of its values from the patch's colour means.</summary>
    public int ClassOf(double activity)
    {
        var patchClass = 0;
        while (patchClass < _thresholds.Length && activity > _thresholds[patchClass])
            patchClass++;
        return patchClass;
    }

    /// <summary>How often each class follows those to the west and north (<see cref="ClassCount"/> stands for outside).</summary>
    /// <param name="cellIndex">Index into <see cref="ClassMap.CellSizes"/>.</param>
    /// <param name="west">Class to the left.</param>
    /// <param name="north">Class above.</param>
    public FrequencyTable ClassFrequencies(int cellIndex, int west, int north) => _contexts[cellIndex][west * (ClassCount + 1) + north];

    /// <summary>Reads and checks <c>tables.json</c>.</summary>
    /// <exception cref="SemComException">It is no such file, or its numbers disagree.</exception>
    public static LatentTables Parse(ReadOnlySpan<byte> json)
    {
        const string Name = "tables.json";
        var file = ModelJson.Read(json, LatentTablesJson.Default.LatentTablesFile, Name, "not a table of latents");
        if (file.Fault() is { } fault)
            throw ModelJson.Fault(Name, fault);
        return new LatentTables(file);
    }

    /// <summary>A stable sort, so that the order does not depend on the platform.</summary>
    private (int, int, int, double)[] OrderOfGroups()
    {
        var low = from frequency in Enumerable.Range(0, LowBlock * LowBlock)
                  from latent in Enumerable.Range(0, LowLatents)
                  select (Class: -1, Latent: latent, Frequency: frequency, Variance: _low[latent][frequency]);
        var high = from patchClass in Enumerable.Range(0, ClassCount)
                   from latent in Enumerable.Range(LowLatents, Latents - LowLatents)
                   select (Class: patchClass, Latent: latent, Frequency: -1, Variance: HighVariance(patchClass, latent));
        return [.. low.Concat(high).OrderByDescending(group => group.Variance)];
    }

    private static FrequencyTable[] Flatten(double[][][] contexts) =>
        [.. contexts.SelectMany(row => row).Select(p => FrequencyTable.FromCounts([.. p.Select(v => (long)(v * CountScale) + 1)]))];
}
