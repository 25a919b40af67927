using SemCom.Coding;
using SemCom.Latents;

namespace SemCom.Core.Tests.Latents;

public sealed class BaseLayerTests
{
    private static readonly LatentTables Tables = TrainedModel.Tables;

    [Fact]
    public void Quantize_KeepsEveryCoefficientWithinHalfAStep()
    {
        var random = new Random(1);
        var coefficients = LatentSource.LowBand(random, new PatchGrid(9, 17), 1);
        foreach (var step in BaseLayer.Steps)
        {
            var layer = BaseLayer.Quantize(coefficients, step);
            var back = new float[coefficients.Length];
            layer.Dequantize(back);
            double error = 0;
            for (var i = 0; i < back.Length; i++)
            {
                Assert.InRange(back[i] - coefficients[i], -layer.Step / 2 - 0.01, layer.Step / 2 + 0.01);
                error += Math.Pow(back[i] - coefficients[i], 2);
            }
            Assert.Equal(error, layer.Error(coefficients), 1e-4 * error);
        }
    }

    /// <summary>For coefficients that the tables describe, the predicted error is right within the spread of the sample.</summary>
    [Fact]
    public void FillErrors_PredictsTheErrorOfQuantisation()
    {
        var random = new Random(2);
        var grid = new PatchGrid(64, 64);
        var coefficients = LatentSource.LowBand(random, grid, 1);
        foreach (var step in BaseLayer.Steps)
        {
            var layer = BaseLayer.Quantize(coefficients, step);
            var predicted = new float[coefficients.Length];
            layer.FillErrors(Tables, grid, predicted);
            Assert.InRange(layer.Error(coefficients) / predicted.Sum(e => (double)e), 0.8, 1.1);
            foreach (var (latent, position, sigma) in LatentSource.Deviations(grid))
                Assert.Equal(Math.Min(layer.Step * layer.Step / 12.0, sigma * sigma), predicted[latent * grid.Count + position], 0.01);
        }
    }

    /// <summary>What a price for bits is for: error + price · bits falls, with the bits that the code really takes.</summary>
    [Theory]
    [InlineData(48)]
    [InlineData(400)]
    [InlineData(3000)]
    public void Quantize_WithAPriceForBits_PaysLess(double step)
    {
        const double price = 0.15;
        var grid = new PatchGrid(48, 32);
        var coefficients = LatentSource.LowBand(new Random(4), grid, 1);
        var (plain, priced) = (BaseLayer.Quantize(coefficients, step), BaseLayer.Quantize(Tables, grid, coefficients, step, price));
        Assert.True(Bits(priced) < 0.99 * Bits(plain), $"{Bits(priced)} {Bits(plain)}");
        Assert.True(Cost(priced) < 0.997 * Cost(plain), $"{Cost(priced)} {Cost(plain)}");
        Assert.Equal(priced.Levels, RoundTrip(priced, grid).Levels);

        int Bits(BaseLayer layer)
        {
            var encoder = new RangeEncoder();
            BaseLayerCode.Encode(encoder, Tables, grid, layer);
            return 8 * encoder.Finish().Length;
        }

        double Cost(BaseLayer layer) => layer.Error(coefficients) / (step * step) + price * Bits(layer);
    }

    /// <summary>Without a price the nearest multiple is the best.</summary>
    [Fact]
    public void Quantize_WithoutAPrice_Rounds()
    {
        var grid = new PatchGrid(16, 24);
        var coefficients = LatentSource.LowBand(new Random(5), grid, 1);
        Assert.Equal(BaseLayer.Quantize(coefficients, 96).Levels, BaseLayer.Quantize(Tables, grid, coefficients, 96, 0).Levels);
    }

    [Fact]
    public void Code_GivesBackEveryLayer()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var grid = seed < 7 ? new PatchGrid(1, 1) : LatentSource.Grid(random);
            var coefficients = LatentSource.LowBand(random, grid, Math.Pow(4, random.NextDouble() * 4 - 2));
            var layer = BaseLayer.Quantize(coefficients, BaseLayer.Steps[seed % BaseLayer.Steps.Count]);
            Assert.Equal(layer.Levels, RoundTrip(layer, grid).Levels);
        }
    }

    [Fact]
    public void Code_GivesBackConstantPictures()
    {
        foreach (var value in new[] { 0, 1, -1, 40, -1300 })
        {
            var (grid, levels) = (new PatchGrid(17, 9), new int[3 * 17 * 9]);
            levels.AsSpan(0, grid.Count).Fill(value);
            var layer = BaseLayer.FromLevels(levels, 24);
            Assert.Equal(levels, RoundTrip(layer, grid).Levels);
        }
    }

    /// <summary>Levels far above what any picture has, in a layer that made the coder expect zeros.</summary>
    [Theory]
    [InlineData(31)]
    [InlineData(2000)]
    [InlineData(65_000)]
    public void Code_GivesBackLevelsThatNeedTheEscape(int largest)
    {
        var random = new Random(largest);
        var grid = new PatchGrid(24, 24);
        var levels = new int[3 * grid.Count];
        for (var i = 0; i < 40; i++)
            levels[random.Next(levels.Length)] = random.Next(-largest, largest + 1);
        levels[^1] = largest;
        levels[grid.Count] = -largest;
        Assert.Equal(levels, RoundTrip(BaseLayer.FromLevels(levels, 192), grid).Levels);
    }

    /// <summary>A level that the escape cannot tell must be refused: sent as a smaller one, it would spoil all that follow.</summary>
    [Fact]
    public void Code_RefusesLevelsBeyondTheEscape()
    {
        var levels = new int[3 * 64];
        levels[^1] = 1 << 30;
        Assert.Throws<ArgumentOutOfRangeException>(() => Encode(BaseLayer.FromLevels(levels, 192), new PatchGrid(8, 8)));
    }

    /// <summary>The information of levels drawn from the tables' own Laplacians is the least that any code needs on average.</summary>
    [Theory]
    [InlineData(24)]
    [InlineData(64)]
    [InlineData(192)]
    public void CodeLength_IsWithinThreePercentOfTheInformation(int step)
    {
        var grid = new PatchGrid(64, 96);
        var layer = BaseLayer.Quantize(LatentSource.LowBand(new Random(step), grid, 1), step);
        var information = Information(layer, grid, 1);
        Assert.InRange(8 * Encode(layer, grid).Length, 0.995 * information, 1.03 * information);
    }

    /// <summary>The tables describe the average picture. For a calmer or wilder one the code has to learn.</summary>
    [Theory]
    [InlineData(0.15, 1.18)]
    [InlineData(0.4, 1.05)]
    [InlineData(4, 1.05)]
    public void CodeLength_AdaptsToPicturesUnlikeTheAverage(double strength, double most)
    {
        var grid = new PatchGrid(64, 96);
        var layer = BaseLayer.Quantize(LatentSource.LowBand(new Random(3), grid, strength), 48);
        var information = Information(layer, grid, strength);
        Assert.InRange(8 * Encode(layer, grid).Length, 0.995 * information, most * information);
    }

    private static double Information(BaseLayer layer, PatchGrid grid, double strength)
    {
        double bits = 0;
        foreach (var (latent, position, sigma) in LatentSource.Deviations(grid))
        {
            var (level, rate) = (Math.Abs(layer.Levels[latent * grid.Count + position]), Math.Sqrt(2) * layer.Step / (strength * sigma));
            bits -= level == 0
                ? Math.Log2(1 - Math.Exp(-rate / 2))
                : Math.Log2(0.5 * Math.Exp(-rate * (level - 0.5)) * (1 - Math.Exp(-rate)));
        }
        return bits;
    }

    private static byte[] Encode(BaseLayer layer, PatchGrid grid)
    {
        var encoder = new RangeEncoder();
        BaseLayerCode.Encode(encoder, Tables, grid, layer);
        return encoder.Finish();
    }

    private static BaseLayer RoundTrip(BaseLayer layer, PatchGrid grid)
    {
        var decoder = new RangeDecoder(Encode(layer, grid));
        var decoded = BaseLayerCode.Decode(decoder, Tables, grid, layer.Step);
        decoder.Finish();
        return decoded;
    }
}
