using SemCom.Latents;
using SemCom.Video;

namespace SemCom.Core.Tests.Video;

/// <summary>What is held against what was sent, for values drawn with the variances of the tables.</summary>
public sealed class HeldPictureTests
{
    private const double Noise = 0.3;

    private static readonly UpdateTables Tables = TestUpdates.Tables;
    private static readonly PatchGrid Grid = new(12, 16);

    /// <summary>Both ends say how far off what is held is: first of new patches, then of repeated ones, then after differences from what the transmitter holds.</summary>
    [Fact]
    public void Errors_AreWhatTheyAreExpectedToBe()
    {
        var (random, held, sender, values) = (new Random(1), new HeldPicture(Tables, Grid), new HeldPicture(Tables, Grid), Draw(new Random(2), Tables.Symbols.Anew(3)));
        Send(random, held, values, Tables.Symbols.Anew(3), values.Length, sender);
        AssertErrors(held, values);
        for (var i = 0; i < 4; i++)
            Send(random, held, values, Tables.Symbols.Repeat(3), values.Length, sender);
        AssertErrors(held, values);
        for (var round = 0; round < 3; round++)
        {
            var change = Draw(random, UpdateSymbols.Difference(2));
            for (var i = 0; i < values.Length; i++)
                values[i] = Tables.Gains(2)[i / Grid.Count] * sender.Values[i] + change[i];
            Send(random, held, change, UpdateSymbols.Difference(2), values.Length / 3, sender);
            AssertErrors(held, values);
        }
    }

    /// <summary>n observations of equal noise have the error of one with n-th of the noise.</summary>
    [Fact]
    public void Repeats_AddUp()
    {
        var (random, held, values) = (new Random(4), new HeldPicture(Tables, Grid), Draw(new Random(5), Tables.Symbols.Anew(3)));
        Send(random, held, values, Tables.Symbols.Anew(3), values.Length);
        var first = MeanError(held, values);
        for (var i = 0; i < 7; i++)
            Send(random, held, values, Tables.Symbols.Repeat(3), values.Length);
        Assert.InRange(MeanError(held, values) / first, 0.05, 0.35);
    }

    [Fact]
    public void PatchesThatStay_AreNotTouched()
    {
        var (held, values) = (new HeldPicture(Tables, Grid), Draw(new Random(6), Tables.Symbols.Anew(3)));
        Send(new Random(7), held, values, Tables.Symbols.Anew(3), values.Length);
        var (before, errors) = (held.Values.ToArray(), held.Errors.ToArray());
        var message = new UpdateMessage(Grid, new byte[Grid.Count], new int[3 * Grid.Count], 1) { Gap = 1, Precision = 0 };
        message.Map[5] = (byte)Tables.Symbols.Anew(2);
        held.Update(message, LatentAllocation.Create(UpdateGroups.InOrder(Tables, message), 20, Noise), new Observation(new float[20], 1, Noise), isGuarded: true);
        for (var i = 0; i < before.Length; i++)
        {
            if (i % Grid.Count != 5)
                Assert.Equal((before[i], errors[i]), (held.Values[i], held.Errors[i]));
        }
    }

    /// <summary>What a receiver that missed something is sent once more counts by what differs: it comes near to what was sent, though it held something else and thought that right.</summary>
    [Fact]
    public void WrongPatches_AreRepaired_WhereSomethingWasMissed()
    {
        var (random, held, values) = (new Random(8), new HeldPicture(Tables, Grid), Draw(new Random(9), Tables.Symbols.Anew(4)));
        Send(random, held, values, Tables.Symbols.Anew(4), values.Length);
        for (var i = 0; i < 5; i++)
            Send(random, held, values, Tables.Symbols.Repeat(4), values.Length);
        var right = MeanError(held, values);
        var others = Draw(new Random(10), Tables.Symbols.Anew(4));
        held.Doubt();
        Send(random, held, others, Tables.Symbols.Repeat(4), others.Length);
        Assert.InRange(MeanError(held, others), 0, 15 * right);
    }

    private static float[] Draw(Random random, int symbol)
    {
        var values = new float[Tables.Latents.Latents * Grid.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var latent = i / Grid.Count;
            var isMean = latent < Tables.Latents.LowLatents && Tables.Symbols.IsWhole(symbol);
            values[i] = isMean ? 24 * random.Next(-40, 40) : (float)(Math.Sqrt(Tables.Variance(symbol, latent)) * Gauss(random));
        }
        return values;
    }

    /// <summary>Sends values of one symbol: latents, or what differs.</summary>
    private static void Send(Random random, HeldPicture held, float[] values, int symbol, int realUses, HeldPicture? sender = null)
    {
        var map = new byte[Grid.Count];
        map.AsSpan().Fill((byte)symbol);
        var levels = new int[3 * Grid.Count];
        for (var i = 0; i < levels.Length; i++)
            levels[i] = (int)MathF.Round(values[i % 3 * Grid.Count + i / 3] / 24);
        var message = new UpdateMessage(Grid, map, levels, 1) { Gap = 1, Precision = UpdateMessage.PrecisionOf(1) };
        var groups = UpdateGroups.InOrder(Tables, message);
        var allocation = LatentAllocation.Create(groups, Math.Min(realUses, groups.Sum(group => group.Members.Length)) & ~1, Noise);
        var (reals, exact, noise, at) = (new float[allocation.RealUses], new float[allocation.RealUses], new float[allocation.RealUses / 2], 0);
        noise.AsSpan().Fill((float)Noise);
        for (var g = 0; g < groups.Length; g++)
        {
            for (var i = 0; i < allocation.Taken[g]; i++)
            {
                var position = groups[g].Latent * Grid.Count + groups[g].Members[i];
                // Two real values make a symbol of unit power.
                exact[at] = (float)(allocation.Gains[g] * values[position]);
                reals[at] = (float)((exact[at] + Math.Sqrt(Noise) * Gauss(random)) / Math.Sqrt(2));
                at++;
            }
        }
        held.Update(message, allocation, new Observation(reals, noise, 1, Noise), isGuarded: true);
        sender?.Update(message, allocation, new Observation(exact, 1, Noise), isGuarded: false);
    }

    private static double MeanError(HeldPicture held, float[] values)
    {
        double sum = 0;
        for (var i = 0; i < values.Length; i++)
            sum += (values[i] - held.Values[i]) * (values[i] - held.Values[i]);
        return sum / values.Length;
    }

    /// <summary>Over 36 864 values, those of the largest variance weigh most: 5 % is more than four standard deviations of the mean.</summary>
    private static void AssertErrors(HeldPicture held, float[] values)
    {
        double ratio = 0;
        var count = 0;
        for (var i = Tables.Latents.LowLatents * Grid.Count; i < values.Length; i++, count++)
            ratio += (values[i] - held.Values[i]) * (values[i] - held.Values[i]) / held.Errors[i];
        Assert.InRange(ratio / count, 0.95, 1.05);
    }

    private static double Gauss(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
