namespace SemCom.Latents;

/// <summary>Latent values that both ends treat alike: one latent of all patches of a class, or one low-band frequency of all blocks.</summary>
/// <param name="Class">Class of the patches; −1 for a low-band frequency, which classes do not touch.</param>
/// <param name="Latent">Index of the latent, its plane.</param>
/// <param name="Variance">Expected square of the values.</param>
/// <param name="Members">Positions in the plane, row · columns + column, rows from the top.</param>
/// <param name="Weight">What the squared error of the values counts; 1 in the low band, which all patches share, and in the mean.</param>
/// <param name="Unknown">Share of the variance that the receiver does not know yet, above 0 and at most 1; below 1 where values are sent once more.</param>
public readonly record struct LatentGroup(int Class, int Latent, double Variance, int[] Members, double Weight = 1, double Unknown = 1)
{
    /// <summary>By how much it matters that the values arrive: variance times weight, times the square of the share that is unknown.</summary>
    public double Importance => Variance * Weight * (Unknown * Unknown);

    /// <summary>All groups of a class map, the most important first; order does not depend on the platform.</summary>
    /// <param name="tables">Variances.</param>
    /// <param name="map">Classes of the patches.</param>
    /// <param name="withLow">False when a base layer carries the low band.</param>
    /// <param name="focus">What errors count; null when they count the same everywhere. Classes are then parted by level.</param>
    /// <param name="rotations">What patches were rotated by; null when they were not. Classes are then parted by rotation, as far as latents rotate.</param>
    public static LatentGroup[] InOrder(LatentTables tables, ClassMap map, bool withLow, FocusMap? focus = null, RotationMap? rotations = null)
    {
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(map);
        var groups = new List<LatentGroup>();
        var patches = map.Patches;
        var levels = focus is null ? 1 : FocusMap.LevelCount;
        var byClass = new List<int>[tables.ClassCount * levels];
        var byFrequency = new List<int>[tables.LowBlock * tables.LowBlock];
        for (var row = 0; row < patches.Rows; row++)
        {
            var u = FrequencyAt(row, patches.Rows, tables.LowBlock);
            for (var column = 0; column < patches.Columns; column++)
            {
                var position = row * patches.Columns + column;
                (byClass[map[row, column] * levels + (focus?.LevelOf(row, column) ?? 0)] ??= []).Add(position);
                (byFrequency[u * tables.LowBlock + FrequencyAt(column, patches.Columns, tables.LowBlock)] ??= []).Add(position);
            }
        }
        var (classes, frequencies) = (Array.ConvertAll(byClass, Members), Array.ConvertAll(byFrequency, Members));
        var rotating = tables.LowLatents + (rotations?.Rotations.Latents ?? 0);
        if (rotations is not null)
            AddRotated(groups, tables, rotations, classes, levels, focus);
        foreach (var (patchClass, latent, frequency, variance) in tables.GroupOrder)
        {
            if (patchClass < 0)
                Add(withLow ? frequencies[frequency] : [], 1, variance);
            for (var level = 0; patchClass >= 0 && latent >= rotating && level < levels; level++)
                Add(classes[patchClass * levels + level], focus?.WeightOf(level) ?? 1, rotations?.Rotations.Variance(patchClass, 0, latent - tables.LowLatents) ?? variance);

            void Add(int[] members, double weight, double expected)
            {
                if (members.Length > 0)
                    groups.Add(new LatentGroup(patchClass, latent, expected, members, weight));
            }
        }
        return focus is null && rotations is null ? [.. groups] : [.. groups.OrderByDescending(group => group.Importance)];

        static int[] Members(List<int>? positions) => positions is null ? [] : [.. positions];
    }

    /// <summary>Groups of the latents that rotate.</summary>
    private static void AddRotated(List<LatentGroup> groups, LatentTables tables, RotationMap rotations, int[][] classes, int levels, FocusMap? focus)
    {
        for (var kind = 0; kind < classes.Length; kind++)
        {
            foreach (var members in classes[kind].GroupBy(position => rotations.Taken[position]).OrderBy(group => group.Key))
            {
                var positions = members.ToArray();
                for (var latent = 0; latent < rotations.Rotations.Latents; latent++)
                    groups.Add(new LatentGroup(kind / levels, tables.LowLatents + latent, rotations.Rotations.Variance(kind / levels, members.Key, latent), positions, focus?.WeightOf(kind % levels) ?? 1));
            }
        }
    }

    private static int FrequencyAt(int index, int length, int block)
    {
        var start = index / block * block;
        return LowBandTransform.Frequency(index - start, Math.Min(block, length - start), block);
    }
}
