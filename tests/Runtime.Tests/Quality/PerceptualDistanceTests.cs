using SemCom.Runtime.Models;
using SemCom.Runtime.Onnx;
using SemCom.Runtime.Quality;
using SemCom.Runtime.Tests.Onnx;

namespace SemCom.Runtime.Tests.Quality;

public sealed class PerceptualDistanceTests
{
    private static readonly string[] Depths = ["conv1", "fire2", "fire3", "fire4", "fire5", "fire6", "fire7", "fire8", "fire9"];

    private readonly Golden _golden = new("perceptual");

    /// <summary>Also against means that came with the weights, from another program.</summary>
    [Fact]
    public void Features_AreThoseOfTheExport()
    {
        OnnxFact.RequireLibrary();
        var side = _golden["side"].GetInt32();
        var depths = 0;
        Network().Run(Golden.Formula(side), new PictureTile(0, 0, side, side), (i, values) =>
        {
            _golden.AssertSamples(_golden["features"].GetProperty(Depths[i]), values, 1e-4);
            double sum = 0;
            foreach (var value in values)
                sum += value;
            Assert.Equal(_golden["means"].GetProperty(Depths[i]).GetDouble(), sum / values.Length, 0.002);
            depths++;
        });
        Assert.Equal(9, depths);
    }

    [Fact]
    public void Distances_AreThoseOfTheExport()
    {
        var reference = Load().Prepare(Golden.Crop);
        var expected = _golden.Values("distances").ToArray();

        Assert.Equal(8, expected.Length);
        Assert.All(expected, e => Assert.Equal(e.Value, reference.DistanceTo(Distortions.Named(e.Name, Golden.Crop))!.Value, 5e-4));
    }

    [Fact]
    public void Distance_IsZeroForEqualPictures_AndSymmetric()
    {
        var (distance, spoiled) = (Load(), Distortions.Named("noise40", Golden.Crop));

        Assert.Equal(0, distance.Between(Golden.Crop, Golden.Crop));
        Assert.Equal(distance.Between(Golden.Crop, spoiled), distance.Between(spoiled, Golden.Crop));
        Assert.InRange(distance.Between(Golden.Crop, spoiled)!.Value, 0.1, 18);
    }

    [Fact]
    public void Distance_DoesNotDependOnThreads()
    {
        var spoiled = Distortions.Named("blur1", Golden.Crop);
        Assert.Equal(Load(1).Between(Golden.Crop, spoiled), Load(3).Between(Golden.Crop, spoiled));
    }

    [Theory]
    [InlineData("blur", 0.5, 0.8, 1.2, 2.0, 3.0, 5.0)]
    [InlineData("noise", 2.0, 4.0, 8.0, 16.0, 32.0, 64.0)]
    [InlineData("blocking", 0.1, 0.2, 0.4, 0.6, 0.8, 1.0)]
    public void Distance_GrowsWithTheDamage(string kind, params double[] strengths)
    {
        var reference = Load().Prepare(Golden.Crop);
        var distances = strengths.Select(strength => reference.DistanceTo(kind switch
        {
            "blur" => Distortions.Gaussian(Golden.Crop, strength),
            "noise" => Distortions.GaussianNoise(Golden.Crop, strength),
            _ => Distortions.Blocking(Golden.Crop, strength),
        })!.Value).ToArray();

        for (var i = 1; i < distances.Length; i++)
            Assert.True(distances[i] > distances[i - 1] * 1.05, string.Join(", ", distances));
    }

    [Fact]
    public void SmallPictures_HaveNone()
    {
        Assert.Null(Load().Between(Golden.Formula(28), Golden.Formula(28)));
        Assert.Equal(0, Load().Between(Golden.Formula(29), Golden.Formula(29)));
    }

    /// <summary>Wider than a tile: the halves, judged alone, have the same mean.</summary>
    [Fact]
    public void LargePictures_AreJudgedInTiles()
    {
        var wide = Stretched(Golden.Crop, 800, 33);
        var spoiled = Distortions.Named("levels64", wide);
        var distance = Load();

        var whole = distance.Between(wide, spoiled)!.Value;

        var halves = new[] { 0, 400 }.Select(left => distance.Between(Part(wide, left, 400), Part(spoiled, left, 400))!.Value);
        Assert.Equal(halves.Average(), whole, 1e-9);
    }

    [Theory]
    [InlineData(768, 512, 1)]
    [InlineData(769, 512, 2)]
    [InlineData(1920, 1080, 6)]
    [InlineData(16384, 3000, 88)]
    public void Tiles_CoverThePictureOnce(int width, int height, int count)
    {
        var tiles = PictureTile.Cover(width, height);

        Assert.Equal(count, tiles.Length);
        Assert.Equal((long)width * height, tiles.Sum(t => (long)t.PixelCount));
        Assert.All(tiles, t => Assert.True(t.Width is <= PictureTile.MaxSide and > 300 && t.Height is <= PictureTile.MaxSide and > 300));
        Assert.Equal((width, height), (tiles.Max(t => t.Left + t.Width), tiles.Max(t => t.Top + t.Height)));
        Assert.All(tiles, t => Assert.DoesNotContain(tiles, o => o != t && o.Left < t.Left + t.Width && t.Left < o.Left + o.Width && o.Top < t.Top + t.Height && t.Top < o.Top + o.Height));
    }

    [Fact]
    public void OtherSizes_AreRefused()
    {
        OnnxFact.RequireLibrary();
        Assert.Equal(
            "perceptual distance: both pictures must have the same size (was 96x64 and 40x40); compare a picture with its own reconstruction",
            Assert.Throws<SemComException>(() => Load().Between(Golden.Crop, Golden.Formula(40))).Message);
    }

    /// <summary>Against the definition, computed place by place in double precision.</summary>
    [Fact]
    public void UnitFeatures_MatchTheDefinition()
    {
        const int channels = 5, places = 1301;
        var random = new Random(3);
        var (a, b) = (Values(), Values());
        double expected = 0;
        for (var p = 0; p < places; p++)
        {
            double Length(float[] f) => Math.Sqrt(Enumerable.Range(0, channels).Sum(c => Math.Pow(f[c * places + p], 2)) + 1e-10);
            expected += Enumerable.Range(0, channels).Sum(c => Math.Pow(a[c * places + p] / Length(a) - b[c * places + p] / Length(b), 2)) / places;
        }

        var unit = new ushort[a.Length];
        UnitFeatures.Quantize(a, channels, unit);

        Assert.Equal(expected, UnitFeatures.MeanSquaredDistance(unit, b, channels), 1e-6);
        Assert.Equal(0, UnitFeatures.MeanSquaredDistance(unit, a, channels));

        float[] Values() => [.. Enumerable.Range(0, channels * places).Select(i => i % places == 7 ? 0 : Math.Max(0, random.NextSingle() - 0.4f) * 50)];
    }

    private static PerceptualDistance Load(int threads = 1)
    {
        OnnxFact.RequireLibrary();
        return PerceptualDistance.Load(threads);
    }

    private static FeatureNetwork Network() =>
        new(ModelSessions.Get(ModelCatalogue.Default.Find(PerceptualDistance.ModelId), "features", new OnnxSessionOptions { Threads = 1 }));

    private static Picture Part(Picture picture, int left, int width)
    {
        var rgb = new byte[3 * width * picture.Height];
        for (var y = 0; y < picture.Height; y++)
            picture.Rgb.Slice((y * picture.Width + left) * 3, 3 * width).CopyTo(rgb.AsSpan(y * 3 * width));
        return new Picture(width, picture.Height, rgb);
    }

    /// <summary>Nearest pixels.</summary>
    private static Picture Stretched(Picture picture, int width, int height)
    {
        var rgb = new byte[3 * width * height];
        for (var i = 0; i < width * height; i++)
            picture.Rgb.Slice((i / width * picture.Height / height * picture.Width + i % width * picture.Width / width) * 3, 3).CopyTo(rgb.AsSpan(3 * i));
        return new Picture(width, height, rgb);
    }
}
