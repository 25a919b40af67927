using SemCom.Core.Tests.Latents.Rotations;
using SemCom.Latents;

namespace SemCom.Core.Tests.Latents;

public sealed class SideMessageTests
{
    private static readonly LatentTables Tables = TrainedModel.Tables;

    [Fact]
    public void Bits_GiveBackMapAndLayer_ForEveryCombination()
    {
        for (var seed = 0; seed < 240; seed++)
        {
            var (message, cell, step) = Make(seed, new Random(seed));
            var bits = message.ToBits(Tables);

            var decoded = Decode(bits, message, cell, step);

            Assert.NotNull(decoded);
            Assert.Equal(0, bits.Length % 8);
            Assert.Equal(cell == 0 && step == 0, bits.Length == 0);
            Assert.True(message.Map.Cells.SequenceEqual(decoded.Map.Cells));
            Assert.Equal(message.Base?.Levels, decoded.Base?.Levels);
        }
    }

    [Fact]
    public void Bits_GiveBackRotations()
    {
        var rotations = TestRotations.Make();
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            var (plain, cell, step) = Make(seed, random);
            var message = plain with { Rotations = new RotationMap(rotations, [.. Enumerable.Range(0, plain.Map.Patches.Count).Select(_ => (byte)random.Next(rotations.Count))]) };
            var decoded = SideMessage.FromBits(message.ToBits(Tables), Tables, plain.Map.Patches, cell, cell == 0 ? plain.Map[0, 0] : 0, step, rotations: rotations);
            Assert.NotNull(decoded);
            Assert.True(message.Rotations.Taken.SequenceEqual(decoded.Rotations!.Taken));
            Assert.Equal(message.Base?.Levels, decoded.Base?.Levels);
        }
    }

    [Fact]
    public void FlippedBits_GiveNothing_OrAnotherMessageThatIsWhole()
    {
        var accepted = 0;
        for (var seed = 0; seed < 600; seed++)
        {
            var random = new Random(seed);
            var (message, cell, step) = Make(seed, random);
            var bits = message.ToBits(Tables);
            for (var flips = random.Next(1, 6); flips > 0 && bits.Length > 0; flips--)
                bits[random.Next(bits.Length)] ^= 1;
            accepted += CheckDamaged(bits, message, cell, step) ? 1 : 0;
        }
        Assert.InRange(accepted, 1, 599);
    }

    [Fact]
    public void CutMessages_GiveNothing_OrAnotherMessageThatIsWhole()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var (message, cell, step) = Make(seed, random);
            var bits = message.ToBits(Tables);
            for (var i = 0; i < 8; i++)
                CheckDamaged(bits[..random.Next(bits.Length + 1)], message, cell, step);
        }
    }

    [Fact]
    public void RandomBits_GiveNothing_OrAMessageThatIsWhole()
    {
        for (var seed = 0; seed < 1000; seed++)
        {
            var random = new Random(seed);
            var bits = Enumerable.Range(0, random.Next(0, 300)).Select(_ => (byte)random.Next(2)).ToArray();
            if (seed % 20 == 0)
                Array.Fill(bits, (byte)(seed / 20 % 2));
            var (message, cell, step) = Make(seed, random);
            CheckDamaged(bits, message, cell, step);
        }
    }

    /// <summary>What is accepted must be exactly what the transmitter would send for it.</summary>
    private static bool CheckDamaged(byte[] bits, SideMessage like, int cell, int step)
    {
        if (Decode(bits, like, cell, step) is not { } decoded)
            return false;
        Assert.Equal(like.Map.Patches, decoded.Map.Patches);
        Assert.Equal(step, decoded.Base?.StepIndex ?? 0);
        Assert.True(decoded.Map.Cells.IndexOfAnyExceptInRange((byte)0, (byte)(Tables.ClassCount - 1)) < 0);
        if (cell > 0 || step > 0)
            Assert.Equal(bits.Concat(new byte[7]).Take((bits.Length + 7) / 8 * 8), decoded.ToBits(Tables));
        return true;
    }

    private static SideMessage? Decode(byte[] bits, SideMessage like, int cell, int step) =>
        SideMessage.FromBits(bits, Tables, like.Map.Patches, cell, cell == 0 ? like.Map[0, 0] : 0, step);

    private static (SideMessage Message, int Cell, int Step) Make(int seed, Random random)
    {
        var cell = seed % 5 == 4 ? 0 : ClassMap.CellSizes[seed % 5];
        var step = seed / 5 % (BaseLayer.Steps.Count + 1);
        var grid = seed < 40 ? new PatchGrid(1, 1 + seed / 20) : LatentSource.Grid(random, 20);
        var layer = step == 0 ? null : BaseLayer.Quantize(LatentSource.LowBand(random, grid, random.NextDouble() * 2), BaseLayer.Steps[step - 1]);
        return (new SideMessage(LatentSource.Map(random, grid, cell), layer), cell, step);
    }
}
