using SemCom.Core.Tests.Latents;
using SemCom.Latents;
using SemCom.Transmitter.Image;

namespace SemCom.Transmitter.Tests.Image;

public sealed class ClassChoiceTests
{
    private const double Step = 30;

    private static readonly LatentTables Tables = TrainedModel.Tables;
    private static readonly LatentRotations Rotations = TrainedModel.Rotations.Tokens;

    /// <summary>Latents drawn with the variances of a class lead back to it, where activity told a class beside it; no choice is further off.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Classes_AreThoseThatLatentsWereDrawnFrom(int cell)
    {
        var random = new Random(1);
        var grid = new PatchGrid(22, 22);
        var drawn = LatentSource.Map(random, grid, cell);
        var told = ClassMap.FromCells(grid, cell, [.. drawn.Cells.ToArray().Select(c => (byte)Math.Clamp(c + random.Next(-1, 2), 0, Tables.ClassCount - 1))]);
        var (map, latents) = Draw(random, drawn);
        var chosen = new ClassChoice(Tables, map, latents, Step).Cheapest(told).Map;
        Assert.Equal((told.Cell, told.Cells.Length), (chosen.Cell, chosen.Cells.Length));
        var (before, after) = (0, 0);
        for (var i = 0; i < drawn.Cells.Length; i++)
        {
            Assert.InRange(chosen.Cells[i], told.Cells[i] - 1, told.Cells[i] + 1);
            (before, after) = (before + (told.Cells[i] == drawn.Cells[i] ? 1 : 0), after + (chosen.Cells[i] == drawn.Cells[i] ? 1 : 0));
        }
        Assert.True(after > 0.75 * drawn.Cells.Length && after > 1.5 * before, $"{before} {after} of {drawn.Cells.Length}");
    }

    /// <summary>Messages with the chosen map are shorter than with that of activity.</summary>
    [Fact]
    public void Messages_GetShorter()
    {
        var random = new Random(2);
        var drawn = LatentSource.Map(random, new PatchGrid(16, 24), 1);
        var told = ClassMap.FromCells(drawn.Patches, 1, [.. drawn.Cells.ToArray().Select(c => (byte)Math.Clamp(c + random.Next(-1, 2), 0, Tables.ClassCount - 1))]);
        var (map, latents) = Draw(random, drawn);
        Assert.True(Bytes(new ClassChoice(Tables, map, latents, Step).Cheapest(told).Map) < 0.99 * Bytes(told));

        int Bytes(ClassMap classes)
        {
            var header = new TokenHeader { ModelWireId = 1, Grey = false, Width = 384, Height = 256, Cell = 1, WholePictureClass = 0, StepIndex = 100 };
            var means = new ColourMeans(Tables, drawn.Patches, Rotations).Quantize(new float[Tables.LowLatents * drawn.Patches.Count], header.LowBandStep);
            return new TokenMessage(header, classes, means, LatentLevels.Quantize(new PatchKinds(Tables, classes, map), latents, Step), map).ToBytes(Tables).Length;
        }
    }

    private static (RotationMap Map, float[] Latents) Draw(Random random, ClassMap map)
    {
        var rotations = new RotationMap(Rotations, [.. Enumerable.Range(0, map.Patches.Count).Select(_ => (byte)random.Next(Rotations.Count))]);
        var (kinds, latents) = (new PatchKinds(Tables, map, rotations), LatentSource.High(random, map, 1));
        for (var i = 0; i < latents.Length; i++)
        {
            var (latent, patch) = (i / map.Patches.Count, i % map.Patches.Count);
            var before = Tables.HighVariance(map[patch / map.Patches.Columns, patch % map.Patches.Columns], Tables.LowLatents + latent);
            latents[i] *= (float)Math.Sqrt(kinds.Variance(kinds[patch], latent) / before);
        }
        return (rotations, latents);
    }
}
