using SemCom.Coding;
using SemCom.Latents;

namespace SemCom.Core.Tests.Latents.Rotations;

public sealed class RotationMapCodeTests
{
    private static readonly LatentTables Tables = TrainedModel.Tables;
    private static readonly LatentRotations Rotations = TestRotations.Make();

    [Fact]
    public void Code_GivesBackTheMap()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            var map = LatentSource.Map(random, LatentSource.Grid(random), ClassMap.CellSizes[seed % 4]);
            var rotations = Random(random, map);
            var decoder = new RangeDecoder(Encode(map, rotations));
            var decoded = RotationMapCode.Decode(decoder, Tables, map, Rotations);
            decoder.Finish();
            Assert.True(rotations.Taken.SequenceEqual(decoded.Taken));
        }
    }

    /// <summary>Drawn from the model's shares, a map takes their information; what the code learns on the way, and neighbours that tell nothing here, cost a little.</summary>
    [Fact]
    public void CodeLength_IsCloseToTheInformation()
    {
        var random = new Random(2);
        var map = LatentSource.Map(random, new PatchGrid(60, 60), 1);
        var rotations = Random(random, map);
        var information = 0.0;
        for (var patch = 0; patch < rotations.Taken.Length; patch++)
            information -= Math.Log2(Rotations.Share(map[patch / 60, patch % 60], rotations.Taken[patch]));
        Assert.InRange(8.0 * Encode(map, rotations).Length / information, 0.98, 1.06);
    }

    /// <summary>What the shares call rare becomes cheap where a picture is full of it.</summary>
    [Fact]
    public void CodeLength_AdaptsToThePicture()
    {
        var map = ClassMap.FromCells(new PatchGrid(40, 40), 0, [0]);
        var rare = Enumerable.Range(0, Rotations.Count).MinBy(k => Rotations.Share(0, k));
        var taken = new byte[1600];
        Array.Fill(taken, (byte)rare);
        Assert.InRange(8.0 * Encode(map, new RotationMap(Rotations, taken)).Length / taken.Length, 0, 0.15 * -Math.Log2(Rotations.Share(0, rare)));
    }

    private static RotationMap Random(Random random, ClassMap map)
    {
        var taken = new byte[map.Patches.Count];
        for (var patch = 0; patch < taken.Length; patch++)
        {
            var (patchClass, left) = (map[patch / map.Patches.Columns, patch % map.Patches.Columns], random.NextDouble());
            while (taken[patch] < Rotations.Count - 1 && (left -= Rotations.Share(patchClass, taken[patch])) > 0)
                taken[patch]++;
        }
        return new RotationMap(Rotations, taken);
    }

    private static byte[] Encode(ClassMap map, RotationMap rotations)
    {
        var encoder = new RangeEncoder();
        RotationMapCode.Encode(encoder, Tables, map, rotations);
        return encoder.Finish();
    }
}
