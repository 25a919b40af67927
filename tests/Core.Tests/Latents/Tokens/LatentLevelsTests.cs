using SemCom.Coding;
using SemCom.Latents;

namespace SemCom.Core.Tests.Latents.Tokens;

public sealed class LatentLevelsTests
{
    private static readonly LatentTables Tables = TrainedModel.Tables;

    /// <summary>A latent becomes one of the two points of its quantiser around it, or 0.</summary>
    [Fact]
    public void Quantize_TakesOneOfTheTwoPointsAroundALatent()
    {
        var random = new Random(1);
        var map = LatentSource.Map(random, new PatchGrid(3, 4), 1);
        foreach (var step in new[] { 0.5, 7, 40.25, 300 })
        {
            var latents = LatentSource.High(random, map, 1);
            var (levels, values) = (LatentLevels.Quantize(new PatchKinds(Tables, map), latents, step), new float[latents.Length]);
            levels.Dequantize(new PatchKinds(Tables, map), values, new float[latents.Length]);
            double error = 0;
            for (var i = 0; i < latents.Length; i++)
            {
                Assert.True(values[i] == 0 || Math.Sign(values[i]) == Math.Sign(latents[i]));
                Assert.True(values[i] == 0 || Math.Abs(values[i] - latents[i]) <= 1.0001 * LatentLevels.Spread * step, $"{latents[i]} became {values[i]}");
                error += Math.Pow(latents[i] - values[i], 2);
            }
            Assert.Equal(error, levels.Error(latents), 1e-4 * error);
        }
        var (one, huge) = (LatentSource.Map(random, new PatchGrid(1, 1), 0), new float[Tables.Latents - Tables.LowLatents]);
        (huge[0], huge[1]) = (1e9f, -1e9f);
        Assert.Equal([LatentLevels.Largest, -LatentLevels.Largest], LatentLevels.Quantize(new PatchKinds(Tables, one), huge, 1).Levels[..2].ToArray());
    }

    /// <summary>
    /// Against uniform quantisation by rounding with an ideal entropy code, at the same rate: at high rates rounding is 1.53 dB above the rate-distortion function (Gish and Pierce 1968), so that
    /// no more can be gained; a trellis of eight states gains about 1 dB (Marcellin and Fischer 1990), of which some is lost to learning widths.
    /// </summary>
    [Fact]
    public void Quantize_GainsWhatATrellisOfEightStatesGains_AtHighRates()
    {
        var random = new Random(5);
        var map = LatentSource.Map(random, new PatchGrid(16, 16), 1);
        var latents = LatentSource.High(random, map, 1);
        var chosen = LatentLevels.Quantize(new PatchKinds(Tables, map), latents, 2);
        var bits = 8.0 * Encode(chosen, map).Length;
        var (fine, coarse) = (0.5, 8.0);
        for (var i = 0; i < 20; i++)
            (fine, coarse) = Rounded((fine + coarse) / 2).Bits > bits ? ((fine + coarse) / 2, coarse) : (fine, (fine + coarse) / 2);
        Assert.InRange(10 * Math.Log10(Rounded(fine).Error / chosen.Error(latents)), 0.5, 1.53);

        (double Bits, double Error) Rounded(double step)
        {
            double total = 0, error = 0;
            foreach (var (at, sigma) in LatentSource.HighDeviations(map))
            {
                var (size, rate) = (Math.Round(Math.Abs(latents[at]) / step), Math.Sqrt(2) * step / sigma);
                total -= size == 0 ? Math.Log2(-Math.Exp(-rate / 2) + 1) : Math.Log2(0.5 * Math.Exp(-rate * (size - 0.5)) * (1 - Math.Exp(-rate)));
                error += Math.Pow(Math.Abs(latents[at]) - size * step, 2);
            }
            return (total, error);
        }
    }

    /// <summary>For latents as the tables describe them, the error that the receiver expects is about the one that there is.</summary>
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
        var errors = new float[latents.Length];
        levels.Dequantize(new PatchKinds(Tables, map), new float[latents.Length], errors);
        Assert.InRange(levels.Error(latents) / errors.Sum(e => (double)e), 0.78, 1.25);
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

    [Fact]
    public void Code_GivesBackAllLevels_OfRotatedPatches()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var kinds = Rotated(random, LatentSource.Map(random, LatentSource.Grid(random, 6), 1));
            var levels = LatentLevels.Quantize(kinds, [.. Enumerable.Range(0, kinds.Latents * kinds.Patches.Count).Select(_ => (float)(100 * (random.NextDouble() - 0.5)))], 20 + 10 * seed);
            Assert.Equal(levels.Levels, RoundTrip(levels, kinds).Levels);
        }
    }

    /// <summary>Signs as the patches around make expect take less than a bit each, others more; which they are is in the code's length and nothing else.</summary>
    [Fact]
    public void Code_TakesFewerBitsForSignsThatNeighboursMakeExpect()
    {
        var random = new Random(6);
        var kinds = Rotated(random, LatentSource.Map(random, new PatchGrid(12, 12), 1));
        var (with, against) = (Length(asExpected: true), Length(asExpected: false));
        Assert.True(with < 0.97 * against, $"{with} {against}");

        int Length(bool asExpected) => Encode(LatentLevels.Read(kinds, 20, (expected, at) => at / kinds.Patches.Count > 12 || at % 3 > 0 ? 0 : expected.Sign.IsNegative(asExpected ? 0 : 1) ? -2 : 2), kinds).Length;
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
        Assert.Equal(levels, RoundTrip(LatentLevels.Read(new PatchKinds(Tables, map), 100, (_, at) => levels[at]), map).Levels);
    }

    /// <summary>
    /// A code that learns from neighbours, which tell nothing here, pays a little more than one that knows all widths, and less where levels were chosen for what they cost in just this code.
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
        Assert.InRange(8.0 * Encode(levels, map).Length / Information(levels, map, step, 1), 0.92, 1.06);
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
        Assert.InRange(length / Information(levels, map, 60, strength), 0.92, most);
        Assert.True(length < 0.97 * fixedLength, $"{length} bits; without learning {fixedLength:F0}");
    }

    /// <summary>Bits of the levels for Laplacians of the tables' variances times <paramref name="strength"/>².</summary>
    private static double Information(LatentLevels levels, ClassMap map, double step, double strength)
    {
        double bits = 0;
        foreach (var (at, sigma) in LatentSource.HighDeviations(map))
        {
            var variance = Math.Pow(strength * sigma / (LatentLevels.Spread * step), 2);
            bits += LevelQuantiser.Of(levels.Quantisers[at]).ModelOf(variance).Bits(Math.Abs(levels.Levels[at]));
        }
        return bits;
    }

    private static PatchKinds Rotated(Random random, ClassMap map)
    {
        var rotations = TrainedModel.Rotations.Tokens;
        return new PatchKinds(Tables, map, new RotationMap(rotations, [.. Enumerable.Range(0, map.Patches.Count).Select(_ => (byte)random.Next(rotations.Count))]));
    }

    private static byte[] Encode(LatentLevels levels, ClassMap map) => Encode(levels, new PatchKinds(Tables, map));

    private static byte[] Encode(LatentLevels levels, PatchKinds kinds)
    {
        var encoder = new RangeEncoder();
        LatentLevelsCode.Encode(encoder, kinds, levels);
        return encoder.Finish();
    }

    private static LatentLevels RoundTrip(LatentLevels levels, ClassMap map) => RoundTrip(levels, new PatchKinds(Tables, map));

    private static LatentLevels RoundTrip(LatentLevels levels, PatchKinds kinds)
    {
        var decoder = new RangeDecoder(Encode(levels, kinds));
        var decoded = LatentLevelsCode.Decode(decoder, kinds, levels.Step);
        decoder.Finish();
        return decoded;
    }
}
