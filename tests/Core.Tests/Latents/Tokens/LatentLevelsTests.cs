using SemCom.Coding;
using SemCom.Latents;

namespace SemCom.Core.Tests.Latents.Tokens;

public sealed class LatentLevelsTests
{
    private static readonly LatentTables Tables = TrainedModel.Tables;

    /// <summary>A level is one of the two around a value; a value that is certainly closer to 0 becomes 0.</summary>
    [Fact]
    public void Quantize_TakesOneOfTheTwoLevelsAroundAValue()
    {
        var random = new Random(1);
        var map = LatentSource.Map(random, new PatchGrid(3, 4), 1);
        foreach (var step in new[] { 0.5, 7, 40.25, 300 })
        {
            var latents = LatentSource.High(random, map, 1);
            var levels = LatentLevels.Quantize(new PatchKinds(Tables, map), latents, step);
            double error = 0;
            for (var i = 0; i < latents.Length; i++)
            {
                var (size, level) = (Math.Abs(latents[i]) / step, levels.Levels[i]);
                Assert.True(level == 0 || Math.Sign(level) == Math.Sign(latents[i]));
                Assert.InRange(Math.Abs(level), Math.Floor(size), size < 0.5 ? 0 : Math.Floor(size) + 1);
                error += Math.Pow(latents[i] - level * step, 2);
            }
            Assert.Equal(error, levels.Error(latents), 1e-4 * error);
        }
        var (one, huge) = (LatentSource.Map(random, new PatchGrid(1, 1), 0), new float[Tables.Latents - Tables.LowLatents]);
        (huge[0], huge[1]) = (1e9f, -1e9f);
        Assert.Equal([LatentLevels.Largest, -LatentLevels.Largest], LatentLevels.Quantize(new PatchKinds(Tables, one), huge, 1).Levels[..2].ToArray());
    }

    /// <summary>What the choice is for: at the same number of bits less squared error than rounding to the nearest level.</summary>
    [Fact]
    public void Quantize_BeatsRounding_AtTheSameRate()
    {
        var random = new Random(5);
        var map = LatentSource.Map(random, new PatchGrid(16, 16), 1);
        var latents = LatentSource.High(random, map, 1);
        var chosen = LatentLevels.Quantize(new PatchKinds(Tables, map), latents, 60);
        var bytes = Encode(chosen, map).Length;
        var (fine, coarse) = (60.0, 240.0);
        for (var i = 0; i < 12; i++)
            (fine, coarse) = Encode(Rounded((fine + coarse) / 2), map).Length > bytes ? ((fine + coarse) / 2, coarse) : (fine, (fine + coarse) / 2);
        Assert.True(chosen.Error(latents) < 0.97 * Rounded(fine).Error(latents), $"{chosen.Error(latents)} {Rounded(fine).Error(latents)}");

        LatentLevels Rounded(double step) => LatentLevels.FromLevels([.. latents.Select(v => (int)Math.Round(v / step))], step);
    }

    /// <summary>For latents as the tables describe them, the error that the receiver expects is about the one that there is; with small steps the choice is close to rounding.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(20)]
    [InlineData(80)]
    [InlineData(320)]
    public void Dequantize_TellsTheErrorOfQuantisation(double step)
    {
        var random = new Random(2);
        var map = LatentSource.Map(random, new PatchGrid(16, 16), 1);
        var latents = LatentSource.High(random, map, 1);
        var levels = LatentLevels.Quantize(new PatchKinds(Tables, map), latents, step);
        var (values, errors) = (new float[latents.Length], new float[latents.Length]);
        levels.Dequantize(new PatchKinds(Tables, map), values, errors);
        for (var i = 0; i < values.Length; i++)
            Assert.Equal(levels.Levels[i] * step, values[i], 1e-3 * step);
        Assert.InRange(levels.Error(latents) / errors.Sum(e => (double)e), 0.78, 1.08);
    }

    [Fact]
    public void Code_GivesBackAllLevels()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            var map = LatentSource.Map(random, seed < 5 ? new PatchGrid(1, 1 + seed) : LatentSource.Grid(random, 6), seed % 3 == 0 ? 0 : 1);
            var step = Math.Pow(4, random.NextDouble() * 5);
            var levels = LatentLevels.Quantize(new PatchKinds(Tables, map), LatentSource.High(random, map, Math.Pow(4, random.NextDouble() * 4 - 2)), step);
            Assert.Equal(levels.Levels, RoundTrip(levels, map).Levels);
        }
    }

    /// <summary>Levels far above what any picture has, where the coder expects zeros.</summary>
    [Theory]
    [InlineData(33)]
    [InlineData(2000)]
    [InlineData(LatentLevels.Largest)]
    public void Code_GivesBackLevelsThatNeedTheEscape(int largest)
    {
        var random = new Random(largest);
        var map = LatentSource.Map(random, new PatchGrid(4, 4), 1);
        var levels = new int[map.Patches.Count * (Tables.Latents - Tables.LowLatents)];
        for (var i = 0; i < 40; i++)
            levels[random.Next(levels.Length)] = random.Next(-largest, largest + 1);
        (levels[^1], levels[0]) = (largest, -largest);
        Assert.Equal(levels, RoundTrip(LatentLevels.FromLevels(levels, 100), map).Levels);
    }

    /// <summary>
    /// The information of levels drawn from the tables' own Laplacians is the least that any code needs on average; a code that learns from neighbours,
    /// which tell nothing here, pays a little for it.
    /// </summary>
    [Theory]
    [InlineData(20)]
    [InlineData(60)]
    [InlineData(160)]
    public void CodeLength_IsCloseToTheInformation(double step)
    {
        var random = new Random(3);
        var map = LatentSource.Map(random, new PatchGrid(24, 24), 1);
        var levels = LatentLevels.Quantize(new PatchKinds(Tables, map), LatentSource.High(random, map, 1), step);
        Assert.InRange(8.0 * Encode(levels, map).Length / Information(levels, map, step, 1), 0.97, 1.1);
    }

    /// <summary>The tables describe the average patch. Where whole patches are calmer or wilder the code has to learn it.</summary>
    [Theory]
    [InlineData(0.3, 1.2)]
    [InlineData(3, 1.1)]
    public void CodeLength_AdaptsToPatchesUnlikeTheAverage(double strength, double most)
    {
        var random = new Random(4);
        var map = LatentSource.Map(random, new PatchGrid(24, 24), 1);
        var levels = LatentLevels.Quantize(new PatchKinds(Tables, map), LatentSource.High(random, map, strength), 60);
        var (length, fixedLength) = (8.0 * Encode(levels, map).Length, Information(levels, map, 60, 1));
        Assert.InRange(length / Information(levels, map, 60, strength), 0.97, most);
        Assert.True(length < 0.97 * fixedLength, $"{length} bits; without learning {fixedLength:F0}");
    }

    /// <summary>Bits of the levels under Laplacians of the tables' variances times <paramref name="strength"/>².</summary>
    private static double Information(LatentLevels levels, ClassMap map, double step, double strength)
    {
        double bits = 0;
        foreach (var (at, sigma) in LatentSource.HighDeviations(map))
        {
            var (level, rate) = (Math.Abs(levels.Levels[at]), Math.Sqrt(2) * step / (strength * sigma));
            bits -= level == 0 ? Math.Log2(1 - Math.Exp(-rate * 0.625)) : Math.Log2(0.5 * Math.Exp(-rate * (level - 0.375)) * (1 - Math.Exp(-rate)));
        }
        return bits;
    }

    private static byte[] Encode(LatentLevels levels, ClassMap map)
    {
        var encoder = new RangeEncoder();
        LatentLevelsCode.Encode(encoder, new PatchKinds(Tables, map), levels);
        return encoder.Finish();
    }

    private static LatentLevels RoundTrip(LatentLevels levels, ClassMap map)
    {
        var decoder = new RangeDecoder(Encode(levels, map));
        var decoded = LatentLevelsCode.Decode(decoder, new PatchKinds(Tables, map), levels.Step);
        decoder.Finish();
        return decoded;
    }
}
