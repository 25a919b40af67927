using SemCom.Latents;

namespace SemCom.Transmitter.Image;

/// <summary>Finds the classes by which tokens are cheapest, map included, near those that activity tells.</summary>
internal sealed class ClassChoice
{
    /// <summary>How far a class may lie from that of the cell's activity.</summary>
    private const int Reach = 1;

    /// <summary>Times that all cells are looked at, each with the classes that the others have by then.</summary>
    private const int Rounds = 2;

    /// <summary>What bits of the map count: contexts learn most of what a map tells from levels as well, so that a finer one saves less than it seems. Half and twice as much came out alike.</summary>
    private const double MapWeight = 4;

    private readonly LatentTables _tables;
    private readonly double[] _costs;

    /// <summary>Counts what each patch costs in each class.</summary>
    /// <param name="tables">The model's statistics.</param>
    /// <param name="rotations">Rotations of the patches.</param>
    /// <param name="planes">Latents behind the colour means, rotated.</param>
    /// <param name="step">Quantisation step, above 0.</param>
    public ClassChoice(LatentTables tables, RotationMap rotations, ReadOnlyMemory<float> planes, double step)
    {
        var (patches, count, costs) = (rotations.Taken.Length, tables.ClassCount, new RotationCosts(tables, rotations.Rotations, step));
        (_tables, _costs) = (tables, new double[patches * count]);
        Parallel.For(0, patches, () => new float[rotations.Rotations.Latents], (patch, _, latents) =>
        {
            for (var latent = 0; latent < latents.Length; latent++)
                latents[latent] = planes.Span[latent * patches + patch];
            for (var candidate = 0; candidate < count; candidate++)
                _costs[patch * count + candidate] = costs.Of(candidate, rotations.Taken[patch], latents);
            return latents;
        }, _ => { });
    }

    /// <summary>The cheapest classes, and what latents and map cost with them; the class of a whole picture stays.</summary>
    /// <param name="map">Classes by activity.</param>
    public (ClassMap Map, double Cost) Cheapest(ClassMap map)
    {
        var (count, classes) = (_tables.ClassCount, map.Cells.ToArray());
        var cost = new double[classes.Length * count];
        for (var i = 0; i < _costs.Length; i++)
            cost[map.CellAt(i / count) * count + i % count] += _costs[i];
        for (var round = 0; round < Rounds && map.Cell > 0; round++)
        {
            for (var cell = 0; cell < classes.Length; cell++)
                classes[cell] = (byte)Near(cell).MinBy(candidate => cost[cell * count + candidate] + MapWeight * RotationCosts.OfBits(ClassMapCode.BitsAround(_tables, map, classes, cell, candidate)));
        }
        var chosen = ClassMap.FromCells(map.Patches, map.Cell, classes);
        return (chosen, classes.Select((taken, cell) => cost[cell * count + taken]).Sum() + (map.Cell > 0 ? MapWeight * RotationCosts.OfBits(ClassMapCode.Bits(_tables, chosen)) : 0));

        IEnumerable<int> Near(int cell)
        {
            var first = Math.Max(map.Cells[cell] - Reach, 0);
            return Enumerable.Range(first, Math.Min(map.Cells[cell] + Reach, count - 1) - first + 1);
        }
    }
}
