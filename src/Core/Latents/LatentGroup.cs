namespace SemCom.Latents;

/// <summary>Latent values that both ends treat alike: one latent of all patches of a class, or one low-band frequency of all blocks.</summary>
/// <param name="Class">Class of the patches; −1 for a low-band frequency, which classes do not touch.</param>
/// <param name="Latent">Index of the latent, its plane.</param>
/// <param name="Variance">Expected square of the values.</param>
/// <param name="Members">Positions in the plane, row · columns + column, rows from the top.</param>
public readonly record struct LatentGroup(int Class, int Latent, double Variance, int[] Members)
{
    /// <summary>All groups of a class map, the most important (largest variance) first; order does not depend on the platform.</summary>
    /// <param name="tables">Variances.</param>
    /// <param name="map">Classes of the patches.</param>
    /// <param name="withLow">False when a base layer carries the low band.</param>
    public static LatentGroup[] InOrder(LatentTables tables, ClassMap map, bool withLow)
    {
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(map);
        var groups = new List<LatentGroup>();
        var patches = map.Patches;
        var byClass = new List<int>[tables.ClassCount];
        var byFrequency = new List<int>[tables.LowBlock * tables.LowBlock];
        for (var row = 0; row < patches.Rows; row++)
        {
            var u = FrequencyAt(row, patches.Rows, tables.LowBlock);
            for (var column = 0; column < patches.Columns; column++)
            {
                var position = row * patches.Columns + column;
                (byClass[map[row, column]] ??= []).Add(position);
                (byFrequency[u * tables.LowBlock + FrequencyAt(column, patches.Columns, tables.LowBlock)] ??= []).Add(position);
            }
        }
        var (classes, frequencies) = (Array.ConvertAll(byClass, Members), Array.ConvertAll(byFrequency, Members));
        foreach (var (patchClass, latent, frequency, variance) in tables.GroupOrder)
        {
            var members = patchClass >= 0 ? classes[patchClass] : withLow ? frequencies[frequency] : [];
            if (members.Length > 0)
                groups.Add(new LatentGroup(patchClass, latent, variance, members));
        }
        return [.. groups];

        static int[] Members(List<int>? positions) => positions is null ? [] : [.. positions];
    }

    private static int FrequencyAt(int index, int length, int block)
    {
        var start = index / block * block;
        return LowBandTransform.Frequency(index - start, Math.Min(block, length - start), block);
    }
}
