using SemCom.Latents;

namespace SemCom.Core.Tests.Latents;

/// <summary>Random grids, maps and layers for tests.</summary>
internal static class LatentSource
{
    public static PatchGrid Grid(Random random, int largest = 30) => new(random.Next(1, largest + 1), random.Next(1, largest + 1));

    /// <summary>A map whose classes often repeat their western neighbour, as real ones do.</summary>
    public static ClassMap Map(Random random, PatchGrid grid, int cell)
    {
        var classes = new byte[ClassMap.CellsOf(grid, cell).Count];
        for (var i = 0; i < classes.Length; i++)
            classes[i] = i > 0 && random.Next(2) == 0 ? classes[i - 1] : (byte)random.Next(TrainedModel.Tables.ClassCount);
        return ClassMap.FromCells(grid, cell, classes);
    }

    /// <summary>Low-band coefficients, Laplacian with the model's variances times <paramref name="strength"/>².</summary>
    public static float[] LowBand(Random random, PatchGrid grid, double strength)
    {
        var tables = TrainedModel.Tables;
        var planes = new float[tables.LowLatents * grid.Count];
        foreach (var (latent, position, sigma) in Deviations(grid))
            planes[latent * grid.Count + position] = (float)(strength * sigma * Laplacian(random));
        return planes;
    }

    /// <summary>Latents behind the colour means, Laplacian with the model's variances times <paramref name="strength"/>².</summary>
    public static float[] High(Random random, ClassMap map, double strength)
    {
        var planes = new float[(TrainedModel.Tables.Latents - TrainedModel.Tables.LowLatents) * map.Patches.Count];
        foreach (var (at, sigma) in HighDeviations(map))
            planes[at] = (float)(strength * sigma * Laplacian(random));
        return planes;
    }

    /// <summary>Position and standard deviation of every latent behind the colour means by the model's tables.</summary>
    public static IEnumerable<(int At, double Sigma)> HighDeviations(ClassMap map)
    {
        var (tables, patches) = (TrainedModel.Tables, map.Patches);
        for (var latent = tables.LowLatents; latent < tables.Latents; latent++)
        {
            for (var i = 0; i < patches.Count; i++)
                yield return ((latent - tables.LowLatents) * patches.Count + i, Math.Sqrt(tables.HighVariance(map[i / patches.Columns, i % patches.Columns], latent)));
        }
    }

    /// <summary>Standard deviation of every low-band coefficient by the model's tables.</summary>
    public static IEnumerable<(int Latent, int Position, double Sigma)> Deviations(PatchGrid grid)
    {
        var tables = TrainedModel.Tables;
        for (var latent = 0; latent < tables.LowLatents; latent++)
        {
            for (var position = 0; position < grid.Count; position++)
            {
                var (u, v) = Frequency(grid, position, tables.LowBlock);
                yield return (latent, position, Math.Sqrt(tables.LowVariance(latent, u, v)));
            }
        }
    }

    /// <summary>Frequency of a position in blocks whose last ones are shorter: index k of n stands for k·block/n.</summary>
    public static (int U, int V) Frequency(PatchGrid grid, int position, int block)
    {
        return (Along(position / grid.Columns, grid.Rows), Along(position % grid.Columns, grid.Columns));

        int Along(int index, int length)
        {
            var start = index - index % block;
            return (index - start) * block / Math.Min(block, length - start);
        }
    }

    /// <summary>A Laplacian number of unit variance.</summary>
    private static double Laplacian(Random random)
    {
        var u = random.NextDouble() - 0.5;
        return -Math.Sign(u) / Math.Sqrt(2) * Math.Log(1 - 2 * Math.Abs(u));
    }
}
