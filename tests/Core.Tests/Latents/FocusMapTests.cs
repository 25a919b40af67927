using SemCom.Coding;
using SemCom.Latents;

namespace SemCom.Core.Tests.Latents;

public sealed class FocusMapTests
{
    private static readonly LatentTables Tables = TrainedModel.Tables;

    [Fact]
    public void Code_GivesBackEveryMap()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var map = Make(new Random(seed));
            var encoder = new RangeEncoder();
            FocusMapCode.Encode(encoder, map);
            var decoder = new RangeDecoder(encoder.Finish());
            var decoded = FocusMapCode.Decode(decoder, map.Patches);
            decoder.Finish();
            Assert.Equal((map.Patches, map.Cell), (decoded.Patches, decoded.Cell));
            Assert.True(map.Levels.SequenceEqual(decoded.Levels));
        }
    }

    /// <summary>One bit a cell is what a map without any structure would take; a region has borders only.</summary>
    [Fact]
    public void ARegion_TakesMuchLessThanABitACell()
    {
        var levels = new byte[32 * 48];
        for (var i = 0; i < levels.Length; i++)
            levels[i] = (byte)(i / 48 is > 8 and < 20 && i % 48 is > 10 and < 30 ? 4 : 0);
        var encoder = new RangeEncoder();
        FocusMapCode.Encode(encoder, FocusMap.FromCells(new PatchGrid(32, 48), 1, levels));
        Assert.InRange(encoder.Finish().Length * 8, 40, 300);
    }

    [Fact]
    public void Weights_DoubleWithEachLevel_AndAverageToOne()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var map = Make(new Random(seed));
            double sum = 0;
            for (var row = 0; row < map.Patches.Rows; row++)
            {
                for (var column = 0; column < map.Patches.Columns; column++)
                    sum += map.WeightOf(map.LevelOf(row, column));
            }
            Assert.Equal(map.Patches.Count, sum, 1e-9 * map.Patches.Count);
            Assert.Equal(2, map.WeightOf(5) / map.WeightOf(4), 1e-12);
        }
    }

    [Fact]
    public void PixelWeights_BecomeTheNearestLevels()
    {
        var grid = new PatchGrid(2, 3);
        var pixels = Enumerable.Range(0, 32 * 48).Select(i => i / 48 >= 16 && i % 48 >= 32 ? 15f : 2f).ToArray();
        var weights = RegionWeights.FromValues(48, 32, pixels);
        Assert.Equal([0, 0, 0, 0, 0, 3], FocusMap.FromWeights(grid, 1, 16, weights)!.Levels.ToArray());
        // Cells of two patches: means 5.25 and 8.5 of the pixels that exist.
        Assert.Equal([0, 2], FocusMap.FromWeights(grid, 2, 16, weights)!.Levels.ToArray());
        Assert.Null(FocusMap.FromWeights(grid, 8, 16, weights));
    }

    [Fact]
    public void DamagedMessages_EndOrGiveAWholeMap()
    {
        var (ended, whole) = (0, 0);
        for (var seed = 0; seed < 500; seed++)
        {
            var bytes = new byte[1 + seed % 40];
            new Random(seed).NextBytes(bytes);
            try
            {
                var map = FocusMapCode.Decode(new RangeDecoder(bytes), new PatchGrid(7, 9));
                Assert.Equal(map.CellGrid.Count, map.Levels.Length);
                whole++;
            }
            catch (InvalidDataException)
            {
                ended++;
            }
        }
        Assert.True(ended > 20 && whole > 20, $"{ended} ended, {whole} whole");
    }

    [Fact]
    public void LevelsThatAreNone_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => FocusMap.FromCells(new PatchGrid(1, 1), 1, [8]));
        Assert.Throws<ArgumentException>(() => FocusMap.FromCells(new PatchGrid(2, 1), 1, [0]));
    }

    /// <summary>Every value stands in one group; the order is that of weighted variances.</summary>
    [Fact]
    public void Groups_ArePartedByLevel_MostImportantFirst()
    {
        for (var seed = 0; seed < 6; seed++)
        {
            var random = new Random(seed);
            var focus = Make(random);
            var map = LatentSource.Map(random, focus.Patches, 1);
            var groups = LatentGroup.InOrder(Tables, map, withLow: true, focus);
            Assert.Equal((long)Tables.Latents * focus.Patches.Count, groups.Sum(g => (long)g.Members.Length));
            Assert.Equal(groups.Select(g => g.Importance).OrderDescending(), groups.Select(g => g.Importance));
            Assert.All(groups.Where(g => g.Class < 0), g => Assert.Equal(1, g.Weight));
            Assert.All(groups.Where(g => g.Class >= 0), g => Assert.All(g.Members, m =>
                Assert.Equal(focus.WeightOf(focus.LevelOf(m / focus.Patches.Columns, m % focus.Patches.Columns)), g.Weight)));
        }
    }

    /// <summary>At the least weighted error no power can move between values with gain (Karush, Kuhn and Tucker), whatever their weights.</summary>
    [Fact]
    public void Power_FollowsTheWeights()
    {
        const double Noise = 0.3;
        var focus = FocusMap.FromCells(new PatchGrid(9, 14), 2, [.. Enumerable.Range(0, 35).Select(i => (byte)(i % 3 * 2))]);
        var groups = LatentGroup.InOrder(Tables, LatentSource.Map(new Random(3), focus.Patches, 1), withLow: true, focus);
        var allocation = LatentAllocation.Create(groups, 20 * focus.Patches.Count, Noise);
        double Power(int g) => allocation.Gains[g] * allocation.Gains[g] * groups[g].Variance;
        var sent = Enumerable.Range(0, groups.Length).Where(g => allocation.Taken[g] > 0).ToArray();
        var marginal = sent.Select(g => groups[g].Weight * groups[g].Variance * Noise / Math.Pow(Power(g) + Noise, 2)).ToArray();
        var level = marginal.Where((_, i) => Power(sent[i]) > 0).Average();
        Assert.Equal(4, sent.Select(g => groups[g].Weight).Distinct().Count());
        Assert.All(marginal.Where((_, i) => Power(sent[i]) > 0), m => Assert.Equal(1, m / level, 1e-6));
        Assert.All(marginal.Where((_, i) => Power(sent[i]) == 0), m => Assert.InRange(m, 0, level * (1 + 1e-6)));
        Assert.Equal(20.0 * focus.Patches.Count, sent.Sum(g => allocation.Taken[g] * Power(g)), 1e-6 * 20 * focus.Patches.Count);
    }

    [Fact]
    public void SideMessages_CarryTheFocus()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            var focus = Make(random);
            var cell = seed % 2 == 0 ? 0 : 2;
            var message = new SideMessage(LatentSource.Map(random, focus.Patches, cell), null, focus);
            var bits = message.ToBits(Tables);
            var decoded = SideMessage.FromBits(bits, Tables, focus.Patches, cell, cell == 0 ? message.Map[0, 0] : 0, 0, hasFocus: true);
            Assert.NotEmpty(bits);
            Assert.True(focus.Levels.SequenceEqual(decoded!.Focus!.Levels));
            Assert.True(message.Map.Cells.SequenceEqual(decoded.Map.Cells));
        }
    }

    /// <summary>Steps grow where a block counts a quarter or less, and the layer comes back through its code.</summary>
    [Fact]
    public void BaseLayers_AreCoarserWhereLessMatters()
    {
        var grid = new PatchGrid(16, 24);
        var levels = new byte[grid.Count];
        for (var i = 0; i < levels.Length; i++)
            levels[i] = (byte)(i / 24 < 8 ? i % 24 < 8 ? 6 : i % 24 < 16 ? 4 : 5 : 1);
        var blocks = FocusBlocks.Of(FocusMap.FromCells(grid, 1, levels), 8);
        Assert.Equal([0, 1, 1, 2, 2, 2], new[] { 0, 8, 16, 8 * 24, 8 * 24 + 8, 15 * 24 + 23 }.Select(blocks.ShiftAt));
        Assert.Equal(32, blocks.WeightAt(0) / blocks.WeightAt(8 * 24), 1e-5);

        var coefficients = LatentSource.LowBand(new Random(5), grid, 1);
        var layer = BaseLayer.Quantize(coefficients, 32, blocks, grid.Count);
        var encoder = new RangeEncoder();
        BaseLayerCode.Encode(encoder, Tables, grid, layer);
        var decoder = new RangeDecoder(encoder.Finish());
        var decoded = BaseLayerCode.Decode(decoder, Tables, grid, 32, blocks);
        decoder.Finish();
        Assert.Equal(layer.Levels, decoded.Levels);
        var values = new float[coefficients.Length];
        decoded.Dequantize(values);
        double sum = 0;
        for (var i = 0; i < values.Length; i++)
        {
            var (position, error) = (i % grid.Count, (double)values[i] - coefficients[i]);
            Assert.InRange(Math.Abs(error), 0, 16.01 * (1 << blocks.ShiftAt(position)));
            sum += blocks.WeightAt(position) * error * error;
        }
        Assert.Equal(sum, layer.Error(coefficients), 1e-6 * sum);
    }

    private static FocusMap Make(Random random)
    {
        var grid = LatentSource.Grid(random, 20);
        var cell = ClassMap.CellSizes[random.Next(4)];
        var levels = Enumerable.Range(0, random.Next(1, 5)).Select(_ => (byte)random.Next(FocusMap.LevelCount)).ToArray();
        return FocusMap.FromCells(grid, cell, [.. Enumerable.Range(0, grid.Cells(cell).Count).Select(_ => levels[random.Next(levels.Length)])]);
    }
}
