using SemCom.Latents;

namespace SemCom.Transmitter.Image;

/// <summary>Finds the classes by which tokens are cheapest, map included, near those that activity tells.</summary>
internal static class ClassChoice
{
    /// <summary>How far a class may lie from that of the cell's activity.</summary>
    private const int Reach = 1;

    /// <summary>Times that all cells are looked at, each with the classes that the others have by then.</summary>
    private const int Rounds = 2;

    /// <summary>The map for rotated latents.</summary>
    /// <param name="tables">The model's statistics.</param>
    /// <param name="map">Classes by activity, of cells of any size but the whole picture.</param>
    /// <param name="rotations">Their rotations.</param>
    /// <param name="planes">Latents behind the colour means, rotated.</param>
    /// <param name="step">Quantisation step, above 0.</param>
    public static ClassMap Cheapest(LatentTables tables, ClassMap map, RotationMap rotations, ReadOnlyMemory<float> planes, double step)
    {
        var (patches, count, costs) = (map.Patches.Count, tables.ClassCount, new RotationCosts(tables, rotations.Rotations, step));
        var (classes, cost) = (map.Cells.ToArray(), new double[map.CellGrid.Count * count]);
        Parallel.For(0, map.CellGrid.Count, () => new float[rotations.Rotations.Latents], (cell, _, latents) =>
        {
            foreach (var patch in PatchesOf(cell))
            {
                for (var latent = 0; latent < latents.Length; latent++)
                    latents[latent] = planes.Span[latent * patches + patch];
                foreach (var candidate in Near(cell))
                    cost[cell * count + candidate] += costs.Of(candidate, rotations.Taken[patch], latents);
            }
            return latents;
        }, _ => { });
        for (var round = 0; round < Rounds; round++)
        {
            for (var cell = 0; cell < classes.Length; cell++)
                classes[cell] = (byte)Near(cell).MinBy(candidate => cost[cell * count + candidate] + RotationCosts.OfBits(ClassMapCode.BitsAround(tables, map, classes, cell, candidate)));
        }
        return ClassMap.FromCells(map.Patches, map.Cell, classes);

        IEnumerable<int> Near(int cell)
        {
            var first = Math.Max(map.Cells[cell] - Reach, 0);
            return Enumerable.Range(first, Math.Min(map.Cells[cell] + Reach, count - 1) - first + 1);
        }

        IEnumerable<int> PatchesOf(int cell)
        {
            var (top, left) = (cell / map.CellGrid.Columns * map.Cell, cell % map.CellGrid.Columns * map.Cell);
            for (var row = top; row < Math.Min(top + map.Cell, map.Patches.Rows); row++)
            {
                for (var column = left; column < Math.Min(left + map.Cell, map.Patches.Columns); column++)
                    yield return row * map.Patches.Columns + column;
            }
        }
    }
}
