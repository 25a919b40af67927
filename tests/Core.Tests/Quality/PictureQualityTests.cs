using System.Diagnostics;
using System.Globalization;

namespace SemCom.Core.Tests.Quality;

public sealed class PictureQualityTests
{
    /// <summary>Rows of ms-ssim.csv, which make_ms_ssim.py wrote with NumPy and PyTorch.</summary>
    public static IEnumerable<TheoryDataRow<string, int, int, double, double>> Expected() =>
        from line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Quality", "ms-ssim.csv")).Skip(1)
        let f = line.Split(',')
        select new TheoryDataRow<string, int, int, double, double>(
            f[0], int.Parse(f[1]), int.Parse(f[2]), double.Parse(f[3], CultureInfo.InvariantCulture), double.Parse(f[4], CultureInfo.InvariantCulture));

    [Theory]
    [MemberData(nameof(Expected))]
    public void PsnrAndMsSsim_AgreeWithPyTorch(string kind, int width, int height, double psnrDb, double msSsim)
    {
        var (reference, received) = (TestPictures.Waves(width, height), Distorted(kind, width, height));

        Assert.Equal(psnrDb, PictureQuality.PsnrDb(reference, received)!.Value, 1e-5);
        Assert.Equal(msSsim, PictureQuality.MsSsim(reference, received)!.Value, 2e-6);
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
        var folder = Directory.CreateTempSubdirectory("semcom-psnr-");
        try
        {
            var (a, b) = (WritePpm(folder, "a.ppm", reference), WritePpm(folder, "b.ppm", received));
            var start = new ProcessStartInfo("ffmpeg", ["-hide_banner", "-i", a, "-i", b, "-lavfi", "psnr", "-f", "null", "-"]) { RedirectStandardError = true, UseShellExecute = false };
            using var ffmpeg = StartOrSkip(start);
            var log = ffmpeg.StandardError.ReadToEnd();
            ffmpeg.WaitForExit();

            var average = double.Parse(log.Split("average:")[1].Split(' ')[0], CultureInfo.InvariantCulture);
            Assert.Equal(average, PictureQuality.PsnrDb(reference, received)!.Value, 1e-5);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Picture Distorted(string kind, int width, int height) => kind switch
    {
        "mosaic" => TestPictures.Mosaic(width, height),
        "negative" => TestPictures.Negative(width, height),
        _ => TestPictures.NoisyWaves(width, height, int.Parse(kind["noise".Length..])),
    };

    private static string WritePpm(DirectoryInfo folder, string name, Picture picture)
    {
        var path = Path.Combine(folder.FullName, name);
        using var file = File.Create(path);
        file.Write(System.Text.Encoding.ASCII.GetBytes($"P6\n{picture.Width} {picture.Height}\n255\n"));
        file.Write(picture.Rgb);
        return path;
    }

    private static Process StartOrSkip(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("ffmpeg is not installed");
            throw;
        }
    }

    }
