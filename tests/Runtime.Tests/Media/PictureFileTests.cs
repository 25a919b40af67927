using SemCom.Runtime.Media;

namespace SemCom.Runtime.Tests.Media;

public class PictureFileTests
{
    [Theory]
    [InlineData(".png", 1, 1)]
    [InlineData(".PNG", 33, 17)]
    [InlineData(".webp", 33, 17)]
    [InlineData(".bmp", 33, 17)]
    [InlineData(".tif", 33, 17)]
    [InlineData(".tiff", 200, 131)]
    [InlineData(".ppm", 1, 1)]
    public void LosslessFormats_GiveBackEveryValue(string extension, int width, int height)
    {
        RequireFfmpeg(extension);
        using var folder = new TemporaryFolder();
        var (path, picture) = (folder.At("picture" + extension), TestPictures.Noise(width, height));

        picture.Save(path);
        var back = Picture.Load(path);

        Assert.Equal((width, height, false), (back.Width, back.Height, back.HadAlpha));
        Assert.Equal(picture.Rgb.ToArray(), back.Rgb.ToArray());
        Assert.Equal([path], Directory.GetFiles(folder.Path)); // no temporary file stays
    }

    [Fact]
    public void Jpeg_IsSavedAtHighQuality()
    {
        RequireFfmpeg(".jpg");
        using var folder = new TemporaryFolder();
        var picture = TestPictures.Smooth(301, 199);

        picture.Save(folder.At("a.jpg"));

        Assert.InRange(TestPictures.PsnrDb(picture, Picture.Load(folder.At("a.jpg"))), 40, 70);
    }

    [Theory]
    [InlineData("jpg")]
    [InlineData("gif")]
    [InlineData("webp")]
    [InlineData("pgm")]
    public void FilesOfAnotherProgram_ReadAsThatProgramReadsThem(string format)
    {
        RequireFfmpeg(format);
        var png = Png(TestPictures.Smooth(120, 90));
        var file = Tool.ImageMagick(["png:-", $"{format}:-"], png);
        var judge = new Picture(120, 90, Tool.ImageMagick([$"{format}:-", "-depth", "8", "rgb:-"], file));

        var picture = PictureFile.Load(file, "a." + format);

        // Chroma upsampling and the inverse transform are not specified to the last bit.
        if (format is "jpg" or "webp")
            Assert.InRange(TestPictures.PsnrDb(judge, picture), 45, double.PositiveInfinity);
        else
            Assert.Equal(judge.Rgb.ToArray(), picture.Rgb.ToArray());
    }

    [Theory]
    [InlineData("jpeg2000", "image2pipe", 35)]
    [InlineData("libjxl", "image2pipe", 35)]
    [InlineData("libaom-av1", "avif", 30)]
    public void NewerFormats_AreReadThroughFfmpeg(string encoder, string muxer, double psnrDb)
    {
        RequireFfmpeg(encoder);
        if (!System.Text.Encoding.UTF8.GetString(Tool.Ffmpeg(["-encoders"], [])).Contains($" {encoder} ", StringComparison.Ordinal))
            Assert.Skip($"this ffmpeg has no encoder {encoder}");
        using var folder = new TemporaryFolder();
        var (path, picture) = (folder.At("picture.bin"), TestPictures.Smooth(64, 48));
        Tool.Ffmpeg(["-f", "png_pipe", "-i", "pipe:0", "-frames:v", "1", "-c:v", encoder, "-pix_fmt", encoder == "libjxl" ? "rgb24" : "yuv444p", "-f", muxer, path], Png(picture));

        Assert.InRange(TestPictures.PsnrDb(picture, Picture.Load(path)), psnrDb, double.PositiveInfinity);
    }

    [Fact]
    public void TransparencyOfOtherFormats_IsLaidOverWhite()
    {
        RequireFfmpeg(".webp");
        byte[] rgba = [255, 0, 0, 255, 0, 0, 0, 128, 9, 9, 9, 0, 0, 255, 0, 255];
        var file = Tool.Ffmpeg(["-f", "rawvideo", "-pix_fmt", "rgba", "-s", "4x1", "-i", "pipe:0", "-c:v", "libwebp", "-lossless", "1", "-f", "image2pipe", "pipe:1"], rgba);

        var picture = PictureFile.Load(file, "a.webp");

        Assert.True(picture.HadAlpha);
        Assert.Equal([255, 0, 0, 127, 127, 127, 255, 255, 255, 0, 255, 0], picture.Rgb.ToArray());
    }

    [Fact]
    public void ContentDecides_NotTheEnding()
    {
        using var folder = new TemporaryFolder();
        var picture = TestPictures.Smooth(5, 4);

        Assert.Equal(picture.Rgb.ToArray(), Picture.Load(folder.File("really-a-png.jpg", Png(picture))).Rgb.ToArray());
    }

    [Theory]
    [InlineData(".jpg")]
    [InlineData(".webp")]
    [InlineData(".bmp")]
    [InlineData(".tif")]
    [InlineData(".ppm")]
    [InlineData(".gif")]
    public void FileCutShort_IsRefused(string extension)
    {
        RequireFfmpeg(extension);
        var file = Encoded(extension, TestPictures.Smooth(120, 90));
        var endOfPixels = extension == ".tif" ? file.Length * 3 / 4 : file.Length; // a TIFF ends with its directory
        foreach (var length in (int[])[endOfPixels - 3, endOfPixels * 2 / 3])
        {
            var error = Assert.Throws<SemComException>(() => PictureFile.Load(file[..length], "cut" + extension));

            Assert.StartsWith($"cut{extension}: damaged ", error.Message, StringComparison.Ordinal);
            Assert.EndsWith("; use an intact copy of the file", error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', error.Message);
        }
    }

    [Fact]
    public void HundredMegapixels_AreRefusedByTheirHeader()
    {
        RequireFfmpeg(".ppm");
        byte[] header = [.. "P6\n10000 10000\n255\n"u8, .. new byte[1000]];

        var error = Assert.Throws<SemComException>(() => PictureFile.Load(header, "huge.ppm"));

        Assert.Equal("huge.ppm: a picture may have at most 16384 pixels a side and 50 megapixels (was 10000x10000); reduce it first", error.Message);
    }

    [Fact]
    public void TooLongASide_IsRefused()
    {
        RequireFfmpeg(".ppm");
        byte[] file = [.. "P6\n20000 1\n255\n"u8, .. new byte[60000]];

        Assert.Contains("(was 20000x1)", Assert.Throws<SemComException>(() => PictureFile.Load(file, "wide.ppm")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("grid")]
    [InlineData("urn:mpeg:mpegB:cicp:systems:auxiliary:alpha")]
    public void AvifThatWouldBeShownInPart_IsRefused(string item)
    {
        byte[] file = [0, 0, 0, 28, .. "ftypavif"u8, .. System.Text.Encoding.ASCII.GetBytes(item), .. "mdat"u8];

        var error = Assert.Throws<SemComException>(() => PictureFile.Load(file, "a.avif"));

        Assert.Equal("a.avif: AVIF with tiles or transparency is not supported; convert it to PNG first", error.Message);
    }

    private static byte[] Encoded(string extension, Picture picture)
    {
        if (extension == ".gif")
            return Tool.ImageMagick(["png:-", "gif:-"], Png(picture));
        using var folder = new TemporaryFolder();
        picture.Save(folder.At("a" + extension));
        return File.ReadAllBytes(folder.At("a" + extension));
    }

    private static byte[] Png(Picture picture)
    {
        using var stream = new MemoryStream();
        SemCom.Runtime.Media.Png.PngWriter.Write(picture, stream);
        return stream.ToArray();
    }

    private static void RequireFfmpeg(string extension)
    {
        if (!extension.Equals(".png", StringComparison.OrdinalIgnoreCase) && FfmpegProgram.TryFind() is null)
            Assert.Skip("ffmpeg is not installed");
    }
}
