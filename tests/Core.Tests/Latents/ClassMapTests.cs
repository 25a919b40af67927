using SemCom.Coding;
using SemCom.Latents;

namespace SemCom.Core.Tests.Latents;

public sealed class ClassMapTests
{
    private static readonly LatentTables Tables = TrainedModel.Tables;

    [Fact]
    public void Code_GivesBackEveryMap()
    {
        for (var seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            var grid = seed == 0 ? new PatchGrid(1, 1) : LatentSource.Grid(random);
            var cell = ClassMap.CellSizes[seed % ClassMap.CellSizes.Count];
            var map = LatentSource.Map(random, grid, cell);
            var encoder = new RangeEncoder();
            ClassMapCode.Encode(encoder, Tables, map);
            var decoder = new RangeDecoder(encoder.Finish());

            var decoded = ClassMapCode.Decode(decoder, Tables, grid, cell);
            decoder.Finish();

            Assert.True(map.Cells.SequenceEqual(decoded.Cells));
            Assert.Equal((grid, cell, map.CellGrid), (decoded.Patches, decoded.Cell, decoded.CellGrid));
        }
    }

    [Fact]
    public void CodeLength_IsThatOfTheTrainedContexts()
    {
        var random = new Random(5);
        var map = LatentSource.Map(random, new PatchGrid(60, 80), 1);
        var encoder = new RangeEncoder();
        ClassMapCode.Encode(encoder, Tables, map);
        double information = 0;
        for (var row = 0; row < 60; row++)
        {
            for (var column = 0; column < 80; column++)
            {
                var table = Tables.ClassFrequencies(0, column == 0 ? 6 : map[row, column - 1], row == 0 ? 6 : map[row - 1, column]);
                information -= Math.Log2((double)table.Frequency(map[row, column]) / table.Total);
            }
        }
        Assert.InRange(encoder.Finish().Length * 8, information - 8, 1.005 * information + 24);
    }

    /// <summary>What another class of a cell changes is what it changes in the bits of the whole map.</summary>
    [Fact]
    public void BitsAround_TellWhatAClassChanges()
    {
        var random = new Random(6);
        var map = LatentSource.Map(random, new PatchGrid(9, 11), 2);
        var classes = map.Cells.ToArray();
        for (var cell = 0; cell < classes.Length; cell++)
        {
            var (one, other) = (random.Next(6), random.Next(6));
            var around = ClassMapCode.BitsAround(Tables, map, classes, cell, one);
            var all = Bits();
            around -= ClassMapCode.BitsAround(Tables, map, classes, cell, other);
            Assert.Equal(all - Bits(), around, 1e-9);
        }

        double Bits() => Enumerable.Range(0, classes.Length).Sum(i =>
        {
            var table = Tables.ClassFrequencies(1, i % 6 == 0 ? 6 : classes[i - 1], i < 6 ? 6 : classes[i - 6]);
            return Math.Log2((double)table.Total / table.Frequency(classes[i]));
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(0)]
    public void FromActivity_ClassifiesTheMeanOverEveryCell(int cell)
    {
        var random = new Random(cell);
        var grid = new PatchGrid(13, 21);
        var activity = Enumerable.Range(0, grid.Count).Select(_ => (float)Math.Exp(random.NextDouble() * 8)).ToArray();
        var map = ClassMap.FromActivity(Tables, grid, cell, activity);
        for (var row = 0; row < grid.Rows; row++)
        {
            for (var column = 0; column < grid.Columns; column++)
            {
                var mean = Enumerable.Range(0, grid.Count).Where(i => cell == 0 || (i / 21 / cell, i % 21 / cell) == (row / cell, column / cell))
                    .Average(i => (double)activity[i]);
                Assert.Equal(Tables.ClassOf(mean), map[row, column]);
            }
        }
    }

    [Fact]
    public void ClassOf_CountsTheThresholdsBelow()
    {
        double[] thresholds = [2.5, 5, 10, 19, 34];
        foreach (var deviation in new[] { 0, 2.4, 2.6, 4.9, 5.1, 9.9, 10.1, 18.9, 19.1, 33.9, 34.1, 1000 })
            Assert.Equal(thresholds.Count(t => deviation > t), Tables.ClassOf(deviation * deviation));
    }

    [Fact]
    public void FromCells_RefusesAnotherNumberOfClasses() =>
        Assert.Throws<ArgumentException>(() => ClassMap.FromCells(new PatchGrid(3, 3), 2, new byte[9]));
}
