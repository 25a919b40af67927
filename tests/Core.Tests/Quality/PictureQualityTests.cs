using System.Globalization;

namespace SemCom.Core.Tests.Quality;

public sealed class PictureQualityTests
{
    /// <summary>Rows of ms-ssim.csv, which make_ms_ssim.py wrote with NumPy and PyTorch.</summary>
    public static IEnumerable<TheoryDataRow<string, int, int, double, double, double>> Expected() =>
        from line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Quality", "ms-ssim.csv")).Skip(1)
        let f = line.Split(',')
        select new TheoryDataRow<string, int, int, double, double, double>(
            f[0], int.Parse(f[1]), int.Parse(f[2]), Number(f[3]), Number(f[4]), Number(f[5]));

    [Theory]
    [MemberData(nameof(Expected))]
    public void PsnrMsSsimAndSsim_AgreeWithPyTorch(string kind, int width, int height, double psnrDb, double msSsim, double ssim)
    {
        var (reference, received) = (TestPictures.Waves(width, height), Distorted(kind, width, height));

        Assert.Equal(psnrDb, PictureQuality.PsnrDb(reference, received)!.Value, 1e-5);
        Assert.Equal(msSsim, PictureQuality.MsSsim(reference, received)!.Value, 2e-6);
        Assert.Equal(ssim, PictureQuality.Ssim(reference, received)!.Value, 1e-6);
    }

    [Theory]
    [InlineData(11, 11)]
    [InlineData(12, 40)]
    [InlineData(67, 45)]
    public void Ssim_AgreesWithTheFormulaWindowByWindow(int width, int height)
    {
        var (reference, received) = (TestPictures.Waves(width, height), TestPictures.NoisyWaves(width, height, 35));

        Assert.Equal(NaiveMsSsim.SingleScale(reference, received), PictureQuality.Ssim(reference, received)!.Value, 1e-6);
    }

    [Theory]
    [InlineData(161, 167)]
    [InlineData(170, 162)]
    public void MsSsim_AgreesWithTheFormulaWindowByWindow(int width, int height)
    {
        var (reference, received) = (TestPictures.Waves(width, height), TestPictures.NoisyWaves(width, height, 35));

        Assert.Equal(NaiveMsSsim.Compare(reference, received), PictureQuality.MsSsim(reference, received)!.Value, 2e-6);
    }

    [Fact]
    public void IdenticalPictures_HaveMsSsimOneAndNoFinitePsnr()
    {
        var picture = TestPictures.Waves(200, 180);

        Assert.Null(PictureQuality.PsnrDb(picture, picture));
        Assert.Equal(1, PictureQuality.MsSsim(picture, picture)!.Value, 1e-12);
        Assert.Equal(1, PictureQuality.Ssim(picture, picture)!.Value, 1e-12);
    }

    [Theory]
    [InlineData(10, 400, false)]
    [InlineData(400, 10, false)]
    [InlineData(11, 11, true)]
    public void Ssim_NeedsElevenPixels(int width, int height, bool defined) =>
        Assert.Equal(defined, PictureQuality.Ssim(TestPictures.Waves(width, height), TestPictures.NoisyWaves(width, height, 9)).HasValue);

    [Fact]
    public void Ssim_OfTwoConstantPictures_IsTheLuminanceTerm()
    {
        var (a, b) = (Flat(16, 16, 100), Flat(16, 16, 120));
        const double c1 = 2.55 * 2.55;

        Assert.Equal((2 * 100 * 120 + c1) / (100 * 100 + 120 * 120 + c1), PictureQuality.Ssim(a, b)!.Value, 1e-6);
    }

    [Fact]
    public void Psnr_OfOneWrongStep_IsTheClosedForm()
    {
        var reference = new Picture(4, 2, new byte[24]);
        var rgb = new byte[24];
        rgb[7] = 10;

        var psnrDb = PictureQuality.PsnrDb(reference, new Picture(4, 2, rgb));

        Assert.Equal(10 * Math.Log10(255.0 * 255 * 24 / 100), psnrDb!.Value, 1e-9);
    }

    [Theory]
    [InlineData(160, 400, false)]
    [InlineData(400, 160, false)]
    [InlineData(161, 161, true)]
    public void MsSsim_NeedsElevenPixelsAtTheCoarsestScale(int width, int height, bool defined)
    {
        var msSsim = PictureQuality.MsSsim(TestPictures.Waves(width, height), TestPictures.NoisyWaves(width, height, 9));

        Assert.Equal(defined, msSsim.HasValue);
    }

    [Fact]
    public void DifferentSizes_AreRefusedInOneLine()
    {
        var error = Assert.Throws<SemComException>(() => PictureQuality.PsnrDb(TestPictures.Waves(16, 16), TestPictures.Waves(16, 17)));

        Assert.Equal("quality: both pictures must have the same size (was 16x16 and 16x17); compare a picture with its own reconstruction", error.Message);
    }

    [Fact]
    public void Psnr_AgreesWithFfmpeg()
    {
        var (reference, received) = (TestPictures.Waves(203, 131), TestPictures.NoisyWaves(203, 131, 25));

        Assert.Equal(FfmpegFilter.Number("psnr", "average:", [reference], [received]), PictureQuality.PsnrDb(reference, received)!.Value, 1e-5);
    }

    /// <summary>ffmpeg takes boxes of 8x8 pixels, every fourth pixel, where we take narrower Gaussians: 0.01 to 0.075 apart here.</summary>
    [Theory]
    [InlineData("noise4")]
    [InlineData("noise20")]
    [InlineData("noise90")]
    [InlineData("mosaic")]
    public void Ssim_IsCloseToFfmpegs(string kind)
    {
        var (reference, received) = (TestPictures.Waves(384, 256), Distorted(kind, 384, 256));

        Assert.Equal(FfmpegFilter.Number("ssim", "All:", [reference], [received]), PictureQuality.Ssim(reference, received)!.Value, 0.08);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static Picture Flat(int width, int height, byte value)
    {
        var rgb = new byte[width * height * 3];
        Array.Fill(rgb, value);
        return new Picture(width, height, rgb);
    }

    private static Picture Distorted(string kind, int width, int height) => kind switch
    {
        "mosaic" => TestPictures.Mosaic(width, height),
        "negative" => TestPictures.Negative(width, height),
        _ => TestPictures.NoisyWaves(width, height, int.Parse(kind["noise".Length..])),
    };
}
