using SemCom.Core.Tests.Quality;
using SemCom.Runtime.Media;

namespace SemCom.Studio.Tests.Pictures;

public class JpegTests
{
    /// <summary>Two decoders that know nothing of this encoder read the same picture out of its file.</summary>
    [Theory]
    [InlineData(64, 48)]
    [InlineData(65, 49)]
    [InlineData(16, 16)]
    [InlineData(1, 1)]
    [InlineData(97, 3)]
    public void Picture_ComesBackFromOtherDecoders(int width, int height)
    {
        var picture = TestPictures.Waves(width, height);
        var file = new JpegEncoder(95).Encode(picture);
        var decoded = JpegPictures.Decode(file, "test", 1000, 1000);
        Assert.Equal((width, height), (decoded.Width, decoded.Height));
        Assert.InRange(PictureQuality.PsnrDb(picture, decoded) ?? 100, 28, 100);
        if (FfmpegProgram.TryFind() is not null)
            Assert.InRange(PictureQuality.PsnrDb(picture, PictureFile.Load(file, "test")) ?? 100, 28, 100);
    }

    [Fact]
    public void GreyPicture_KeepsItsValues()
    {
        var rgb = new byte[3 * 32 * 32];
        for (var i = 0; i < rgb.Length; i++)
            rgb[i] = (byte)(i / 3 % 32 * 8);
        var picture = new Picture(32, 32, rgb);
        Assert.InRange(PictureQuality.PsnrDb(picture, JpegPictures.Decode(new JpegEncoder(100).Encode(picture), "test", 32, 32)) ?? 100, 50, 100);
    }

    [Fact]
    public void Quality_CostsBytes()
    {
        var picture = TestPictures.NoisyWaves(128, 96, 30);
        var sizes = new[] { 20, 50, 80, 95 }.Select(quality => new JpegEncoder(quality).Encode(picture).Length).ToList();
        Assert.Equal(sizes.Order(), sizes);
        Assert.True(sizes[3] > 2 * sizes[0]);
    }

    [Fact]
    public void DamagedFiles_AreRefusedOrRead_AndNeverMore()
    {
        var file = new JpegEncoder().Encode(TestPictures.NoisyWaves(48, 40, 20));
        var random = new Random(7);
        var refused = 0;
        for (var i = 0; i < 120; i++)
        {
            var damaged = file.AsSpan(0, i % 3 == 0 ? random.Next(file.Length) : file.Length).ToArray();
            for (var k = 0; k < 4 && damaged.Length > 0; k++)
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            try
            {
                JpegPictures.Decode(damaged, "test", 64, 64);
            }
            catch (SemComException e)
            {
                Assert.DoesNotContain('\n', e.Message);
                refused++;
            }
        }
        Assert.InRange(refused, 12, 120);
    }

    [Fact]
    public void LargePicture_IsRefusedBeforeItsPixels()
    {
        var file = new JpegEncoder().Encode(TestPictures.Waves(64, 64));
        JpegTables.SetSize(file, 65_000, 65_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("at most 640x480", Assert.Throws<SemComException>(() => JpegPictures.Decode(file, "test", 640, 480)).Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }
}
