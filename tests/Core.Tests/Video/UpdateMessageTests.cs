using SemCom.Latents;
using SemCom.Video;

namespace SemCom.Core.Tests.Video;

public sealed class UpdateMessageTests
{
    [Theory]
    [InlineData(1, 1, 0)]
    [InlineData(9, 11, 0.9)]
    [InlineData(9, 11, 0)]
    [InlineData(23, 40, 0.5)]
    [InlineData(23, 40, 1)]
    public void Message_ComesBackAsItWas(int rows, int columns, double kept)
    {
        var random = new Random(rows * columns);
        for (var i = 0; i < 10; i++)
        {
            var message = TestUpdates.Draw(random, new PatchGrid(rows, columns), kept, focus: i % 2 == 1);
            var read = UpdateMessage.FromBits(message.ToBits(TestUpdates.Tables), TestUpdates.Tables, message.Grid, message.StepIndex)!;
            Assert.Equal(message.Map, read.Map);
            Assert.Equal(message.Levels, read.Levels);
            Assert.Equal((message.Gap, message.Precision, message.StepIndex), (read.Gap, read.Precision, read.StepIndex));
            Assert.Equal(message.Focus?.Levels.ToArray(), read.Focus?.Levels.ToArray());
        }
    }

    /// <summary>A map in which nearly everything stays takes a small part of a bit for each patch.</summary>
    [Fact]
    public void PatchesThatStay_CostNearlyNothing()
    {
        var grid = new PatchGrid(23, 40);
        var message = new UpdateMessage(grid, new byte[grid.Count], new int[grid.Count * 3], 1) { Gap = 1, Precision = 0 };
        message.Map[grid.Columns * 10 + 20] = (byte)UpdateSymbols.Difference(3);
        Assert.InRange(message.ToBits(TestUpdates.Tables).Length, 1, 0.1 * grid.Count);
    }

    [Fact]
    public void DamagedBits_AreRefused_OrAnotherMessage()
    {
        var random = new Random(5);
        var refused = 0;
        for (var i = 0; i < 400; i++)
        {
            var message = TestUpdates.Draw(random, new PatchGrid(9, 11), 0.5);
            var bits = message.ToBits(TestUpdates.Tables);
            for (var flips = random.Next(1, 6); flips > 0; flips--)
                bits[random.Next(bits.Length)] ^= 1;
            var read = UpdateMessage.FromBits(i % 3 == 0 ? bits.AsSpan(0, bits.Length / 16 * 8) : bits, TestUpdates.Tables, message.Grid, message.StepIndex);
            refused += read is null ? 1 : 0;
            if (read is not null)
                Check(read);
        }
        Assert.InRange(refused, 100, 400);
    }

    [Fact]
    public void RandomBits_AreRefused_OrAMessage()
    {
        var random = new Random(6);
        for (var i = 0; i < 400; i++)
        {
            var bits = new byte[8 * random.Next(1, 60)];
            for (var k = 0; k < bits.Length; k++)
                bits[k] = (byte)random.Next(2);
            if (UpdateMessage.FromBits(bits, TestUpdates.Tables, new PatchGrid(3, 4), random.Next(0, 9)) is { } read)
                Check(read);
        }
    }

    [Fact]
    public void Groups_AreInTheOrderOfTheirImportance_AndHoldEveryValueOnce()
    {
        var tables = TestUpdates.Tables;
        foreach (var focus in new[] { false, true })
        {
            var message = TestUpdates.Draw(new Random(8), new PatchGrid(9, 11), 0.3, focus);
            var groups = UpdateGroups.InOrder(tables, message);
            for (var i = 1; i < groups.Length; i++)
                Assert.True(groups[i].Importance <= groups[i - 1].Importance * (1 + 1e-9));
            var values = groups.SelectMany(group => group.Members.Select(patch => (group.Latent, patch))).ToArray();
            var expected = message.Map.Sum(symbol => symbol == UpdateSymbols.Keep ? 0 : tables.Symbols.IsWhole(symbol) ? tables.Latents.Latents - tables.Latents.LowLatents : tables.Latents.Latents);
            Assert.Equal(expected, values.Length);
            Assert.Equal(values.Length, values.Distinct().Count());
            Assert.All(groups, group => Assert.All(group.Members, patch => Assert.Equal(group.Class, message.Map[patch])));
        }
    }

    private static void Check(UpdateMessage message)
    {
        Assert.All(message.Map, symbol => Assert.InRange(symbol, 0, TestUpdates.Tables.Symbols.Count - 1));
        Assert.All(message.Levels, level => Assert.InRange(level, -PatchMeansCode.MaxLevel, PatchMeansCode.MaxLevel));
        Assert.InRange(message.Precision, 0, UpdateMessage.PrecisionCount - 1);
    }
}
