using SemCom.Core.Tests.Latents.Rotations;
using SemCom.Latents;

namespace SemCom.Core.Tests.Latents;

public sealed class LatentGroupTests
{
    private static readonly LatentTables Tables = TrainedModel.Tables;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void InOrder_HoldsEveryValueOnce_MostImportantFirst(bool withLow)
    {
        for (var seed = 0; seed < 8; seed++)
        {
            var random = new Random(seed);
            var grid = seed == 0 ? new PatchGrid(1, 1) : LatentSource.Grid(random);
            var map = LatentSource.Map(random, grid, seed % 4 == 3 ? 0 : 1 << seed % 4);
            var rotations = seed % 2 == 0 ? null : new RotationMap(TestRotations.Make(), [.. Enumerable.Range(0, grid.Count).Select(_ => (byte)random.Next(TestRotations.Count))]);
            var groups = LatentGroup.InOrder(Tables, map, withLow, rotations: rotations);
            var seen = new int[Tables.Latents * grid.Count];
            foreach (var group in groups)
            {
                foreach (var position in group.Members)
                {
                    seen[group.Latent * grid.Count + position]++;
                    Assert.Equal(Variance(group.Latent, position, map, rotations), group.Variance);
                }
            }
            var digital = withLow ? 0 : Tables.LowLatents * grid.Count;
            Assert.All(seen[..digital], count => Assert.Equal(0, count));
            Assert.All(seen[digital..], count => Assert.Equal(1, count));
            Assert.Equal(groups.Select(g => g.Variance).OrderDescending(), groups.Select(g => g.Variance));
        }
    }

    [Fact]
    public void Members_RunFromTheTopByRows()
    {
        var groups = LatentGroup.InOrder(Tables, LatentSource.Map(new Random(1), new PatchGrid(11, 19), 2), withLow: true);
        Assert.All(groups, group => Assert.Equal(group.Members.Order(), group.Members));
    }

    private static double Variance(int latent, int position, ClassMap map, RotationMap? rotations)
    {
        var patchClass = map[position / map.Patches.Columns, position % map.Patches.Columns];
        if (latent >= Tables.LowLatents)
            return rotations?.Rotations.Variance(patchClass, rotations.Taken[position], latent - Tables.LowLatents) ?? Tables.HighVariance(patchClass, latent);
        var (u, v) = LatentSource.Frequency(map.Patches, position, Tables.LowBlock);
        return Tables.LowVariance(latent, u, v);
    }
}
