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
        for (var f = 0; withLow && f < byFrequency.Length; f++)
        {
            if (byFrequency[f]?.ToArray() is not { } members)
                continue;
            for (var latent = 0; latent < tables.LowLatents; latent++)
                groups.Add(new LatentGroup(-1, latent, tables.LowVariance(latent, f / tables.LowBlock, f % tables.LowBlock), members));
        }
        for (var c = 0; c < byClass.Length; c++)
        {
            if (byClass[c]?.ToArray() is not { } members)
                continue;
            for (var latent = tables.LowLatents; latent < tables.Latents; latent++)
                groups.Add(new LatentGroup(c, latent, tables.HighVariance(c, latent), members));
        }
        var sorted = groups.ToArray();
        var keys = Enumerable.Range(0, sorted.Length).ToArray();
        Array.Sort(keys, (a, b) => sorted[b].Variance.CompareTo(sorted[a].Variance) is var order && order != 0 ? order : a.CompareTo(b));
        return [.. keys.Select(k => sorted[k])];
    }

    private static int FrequencyAt(int index, int length, int block)
    {
        var start = index / block * block;
        return LowBandTransform.Frequency(index - start, Math.Min(block, length - start), block);
    }
}
