using SemCom.Coding;
using SemCom.Latents;

namespace SemCom.Core.Tests.Latents.Tokens;

public sealed class ColourMeansTests
{
    private static readonly LatentTables Tables = TrainedModel.Tables;

    public static TheoryData<int, int> Grids { get; } = new() { { 1, 1 }, { 1, 9 }, { 3, 5 }, { 8, 8 }, { 9, 17 }, { 16, 24 }, { 23, 2 } };

    /// <summary>Whatever the last blocks of a grid lack: every coefficient comes back as near as others, and the error told is the error made.</summary>
    [Theory]
    [MemberData(nameof(Grids))]
    public void Coefficients_ComeBackAsNearAsTheStep(int rows, int columns)
    {
        var (grid, random) = (new PatchGrid(rows, columns), new Random(rows * 31 + columns));
        foreach (var rotations in new[] { null, TrainedModel.RotationsWithEntropy })
        {
            var (means, coefficients) = (new ColourMeans(Tables, grid, rotations), LatentSource.LowBand(random, grid, 1));
            var levels = means.Quantize(coefficients, 40);
            var encoder = new RangeEncoder();
            LatentLevelsCode.Encode(encoder, means.Kinds, levels);
            var decoder = new RangeDecoder(encoder.Finish());
            var decoded = LatentLevelsCode.Decode(decoder, means.Kinds, 40);
            decoder.Finish();
            Assert.Equal(levels.Levels, decoded.Levels);
            var (values, errors) = (new float[coefficients.Length], new float[coefficients.Length]);
            means.Dequantize(decoded, values, errors);
            for (var i = 0; i < values.Length; i++)
                Assert.InRange(values[i] - coefficients[i], -1.0001 * LatentLevels.Spread * 40, 1.0001 * LatentLevels.Spread * 40);
            var error = values.Zip(coefficients, (value, coefficient) => Math.Pow(value - coefficient, 2)).Sum();
            Assert.Equal(error, means.Error(decoded, coefficients), 1e-4 * error);
            Assert.All(errors, error => Assert.True(error > 0));
        }
    }

    /// <summary>For coefficients as the tables describe them.</summary>
    [Theory]
    [InlineData(20)]
    [InlineData(150)]
    public void Dequantize_TellsTheErrorOfQuantisation(double step)
    {
        var (grid, random) = (new PatchGrid(48, 48), new Random(3));
        var (means, coefficients) = (new ColourMeans(Tables, grid), LatentSource.LowBand(random, grid, 1));
        var levels = means.Quantize(coefficients, step);
        var (values, errors) = (new float[coefficients.Length], new float[coefficients.Length]);
        means.Dequantize(levels, values, errors);
        Assert.InRange(means.Error(levels, coefficients) / errors.Sum(e => (double)e), 0.8, 1.25);
    }

    /// <summary>Against the code of analog frames, whose steps are uniform: fewer bits at the same error, as far as a trellis can gain (1.53 dB, a quarter of a bit for each coefficient, Gish and Pierce 1968).</summary>
    [Fact]
    public void Quantize_GainsByItsTrellis()
    {
        var (grid, random) = (new PatchGrid(48, 48), new Random(4));
        var (means, coefficients) = (new ColourMeans(Tables, grid), LatentSource.LowBand(random, grid, 1));
        var levels = means.Quantize(coefficients, 40);
        var uniform = BaseLayer.Quantize(Tables, grid, coefficients, 40, 0.15);
        RangeEncoder encoder = new(), other = new();
        LatentLevelsCode.Encode(encoder, means.Kinds, levels);
        BaseLayerCode.Encode(other, Tables, grid, uniform);
        var bits = 8.0 * (other.Finish().Length - encoder.Finish().Length) / coefficients.Length + Math.Log2(uniform.Error(coefficients) / means.Error(levels, coefficients)) / 2;
        Assert.InRange(bits, 0.03, 0.26);
    }
}
