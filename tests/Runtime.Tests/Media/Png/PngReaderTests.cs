using SemCom.Runtime.Media.Png;

namespace SemCom.Runtime.Tests.Media.Png;

public class PngReaderTests
{
    private static readonly (int Width, int Height)[] Sizes = [(1, 1), (3, 2), (5, 8), (33, 17)];

    public static TheoryData<int, int, bool, bool> Kinds()
    {
        var data = new TheoryData<int, int, bool, bool>();
        foreach (var (colorType, bitDepth) in PngSamples.Kinds)
        {
            foreach (var interlaced in (bool[])[false, true])
            {
                data.Add(colorType, bitDepth, interlaced, false);
                if (colorType is 0 or 2 or 3)
                    data.Add(colorType, bitDepth, interlaced, true);
            }
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void EveryKind_ReadsAsExactArithmeticSays(int colorType, int bitDepth, bool interlaced, bool transparency)
    {
        foreach (var (width, height) in Sizes)
        {
            var png = PngSamples.Create(width, height, colorType, bitDepth, interlaced, transparency);

            var picture = Read(png.Build());

            Assert.Equal((width, height), (picture.Width, picture.Height));
            Assert.Equal(PngSamples.Expected(png, colorType, bitDepth), picture.Rgb.ToArray());
        }
    }

    [Fact]
    public void EveryKind_ReadsAsImageMagickReadsIt()
    {
        const int width = 33, height = 17;
        using var folder = new TemporaryFolder();
        List<(string Path, byte[] File)> files = [.. Kinds().Select((row, i) =>
        {
            var (colorType, bitDepth, interlaced, transparency) = row.Data;
            var file = PngSamples.Create(width, height, colorType, bitDepth, interlaced, transparency).Build();
            return (folder.File($"{i}.png", file), file);
        })];

        // One call for all of them; 16 bits a channel, so that ImageMagick itself rounds nothing.
        var rgba = Tool.ImageMagick([.. files.Select(file => file.Path), "-depth", "16", "-endian", "MSB", "rgba:-"], []);

        Assert.Equal(files.Count * width * height * 8, rgba.Length);
        for (var k = 0; k < files.Count; k++)
            Assert.Equal(OverWhite(rgba.AsSpan(k * width * height * 8, width * height * 8)), Read(files[k].File).Rgb.ToArray());
    }

    [Fact]
    public void HadAlpha_TellsWhetherAPixelWasNotOpaque()
    {
        var png = new PngBuilder(2, 1, colorType: 6, bitDepth: 8, interlaced: false);
        (png.Samples[0, 0, 3], png.Samples[0, 1, 3]) = (255, 255);
        Assert.False(Read(png.Build()).HadAlpha);

        png.Samples[0, 1, 3] = 254;
        var picture = Read(png.Build());

        Assert.True(picture.HadAlpha);
        Assert.Equal([0, 0, 0, 1, 1, 1], picture.Rgb.ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public void DataInManyChunks_AndOptionalChunksAround_AreRead(int chunkBytes)
    {
        var png = PngSamples.Create(33, 17, 2, 8, interlaced: true);
        var expected = PngSamples.Expected(png, 2, 8);
        png.ChunkBytes = chunkBytes;

        var file = png.Build(("IEND", "tEXt", "after"u8.ToArray()));

        Assert.Equal(expected, Read([.. file, 1, 2, 3]).Rgb.ToArray()); // what follows the end is not looked at
    }

    [Fact]
    public void StreamThatGivesOneByteAtATime_IsRead()
    {
        var png = PngSamples.Create(9, 4, 6, 16, interlaced: false);
        using var stream = new OneByteStream(png.Build());

        Assert.Equal(PngSamples.Expected(png, 6, 16), PngReader.Read(stream, "slow.png").Rgb.ToArray());
    }

    private static byte[] OverWhite(ReadOnlySpan<byte> rgba)
    {
        var rgb = new byte[rgba.Length / 8 * 3];
        for (var i = 0; i < rgb.Length; i++)
        {
            var pixel = rgba[(i / 3 * 8)..];
            var value = (pixel[2 * (i % 3)] * 256 + pixel[2 * (i % 3) + 1]) / 65535m;
            var alpha = (pixel[6] * 256 + pixel[7]) / 65535m;
            rgb[i] = (byte)Math.Floor((value * alpha + 1 - alpha) * 255m + 0.5m + 1e-12m);
        }
        return rgb;
    }

    private static Picture Read(byte[] file)
    {
        using var stream = new MemoryStream(file);
        return PngReader.Read(stream, "test.png");
    }

    private sealed class OneByteStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(1, buffer.Length)]);

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(1, count));
    }
}
