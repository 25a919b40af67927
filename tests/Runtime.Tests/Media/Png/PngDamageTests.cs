using SemCom.Runtime.Media.Png;

namespace SemCom.Runtime.Tests.Media.Png;

public class PngDamageTests
{
    [Theory]
    [InlineData(2, 8, false)]
    [InlineData(3, 4, true)]
    public void AnyFlippedBit_IsRefusedInOneLine(int colorType, int bitDepth, bool interlaced)
    {
        var file = PngSamples.Create(5, 3, colorType, bitDepth, interlaced).Build();
        for (var bit = 0; bit < file.Length * 8; bit++)
        {
            var damaged = (byte[])file.Clone();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            Refused(damaged);
        }
    }

    [Fact]
    public void FileCutAnywhere_IsRefused()
    {
        var file = PngSamples.Create(5, 3, 6, 16, interlaced: true).Build();
        for (var length = 0; length < file.Length; length++)
            Refused(file[..length]);
    }

    [Fact]
    public void PixelsCutShort_WithRightChecksums_AreRefused()
    {
        var png = PngSamples.Create(5, 3, 2, 8, interlaced: false);
        png.OnRows = rows => rows[..^1];
        Assert.Contains("the pixels end in row 2 of 3", Refused(png.Build()), StringComparison.Ordinal);
    }

    [Fact]
    public void PixelsBeyondTheSize_AreRefused()
    {
        var png = PngSamples.Create(5, 3, 2, 8, interlaced: false);
        png.OnRows = rows => [.. rows, 0];
        Assert.Contains("more pixels than its size says", Refused(png.Build()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(5)]
    public void CompressedDataWithoutItsEnd_IsRefused(int missing)
    {
        var png = PngSamples.Create(5, 3, 2, 8, interlaced: false);
        png.OnCompressed = data => data[..^missing];
        Refused(png.Build());
    }

    [Fact]
    public void WrongAdlerChecksum_IsRefused()
    {
        var png = PngSamples.Create(5, 3, 2, 8, interlaced: false);
        png.OnCompressed = data => [.. data[..^1], (byte)(data[^1] ^ 1)];
        Assert.Contains("the compressed pixels cannot be read", Refused(png.Build()), StringComparison.Ordinal);
    }

    [Fact]
    public void UnknownFilter_IsNamedWithItsRow()
    {
        var png = PngSamples.Create(5, 3, 2, 8, interlaced: false);
        png.OnRows = rows => [.. rows[..16], 5, .. rows[17..]];
        Assert.Contains("row 1 has the filter 5", Refused(png.Build()), StringComparison.Ordinal);
    }

    [Fact]
    public void PaletteFaults_AreNamed()
    {
        var png = PngSamples.Create(5, 3, 3, 8, interlaced: false);
        png.Samples[1, 1, 0] = 200;
        Assert.Contains("the colour 200 of a palette of 200", Refused(png.Build()), StringComparison.Ordinal);

        png.Palette = new byte[5];
        Assert.Contains("the palette has 5 bytes", Refused(png.Build()), StringComparison.Ordinal);

        png.Palette = null;
        Assert.Contains("the palette is missing", Refused(png.Build()), StringComparison.Ordinal);

        var grey = PngSamples.Create(5, 3, 0, 8, interlaced: false);
        grey.Palette = new byte[3];
        Assert.Contains("a grey picture has a palette", Refused(grey.Build()), StringComparison.Ordinal);

        var tooLong = PngSamples.Create(5, 3, 3, 1, interlaced: false);
        tooLong.Palette = new byte[9];
        Assert.Contains("the palette has 9 bytes, a multiple of 3 up to 6", Refused(tooLong.Build()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 257)]
    [InlineData(6, 2)]
    public void TransparencyOfTheWrongLength_IsRefused(int colorType, int bytes)
    {
        var png = PngSamples.Create(5, 3, colorType, 8, interlaced: false);
        png.Transparency = new byte[bytes];
        Assert.Contains("tRNS", Refused(png.Build()), StringComparison.Ordinal);
    }

    [Fact]
    public void ChunksOutOfOrder_AreRefused()
    {
        var png = PngSamples.Create(33, 17, 2, 8, interlaced: false);
        Assert.Contains("chunk ABCD is unknown", Refused(png.Build(("IDAT", "ABCD", []))), StringComparison.Ordinal);
        Assert.Contains("chunk IHDR is unknown or out of place", Refused(png.Build(("IDAT", "IHDR", new byte[13]))), StringComparison.Ordinal);
        Assert.Contains("the first chunk must be IHDR", Refused(png.Build(("IHDR", "tEXt", []))), StringComparison.Ordinal);
        Assert.Contains("chunk IDAT is unknown or out of place", Refused(png.Build(("IEND", "tEXt", []), ("IEND", "IDAT", [1]))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3, 16)]
    [InlineData(2, 4)]
    [InlineData(0, 3)]
    [InlineData(5, 8)]
    [InlineData(7, 8)]
    public void ColourTypeAndDepthThatDoNotExist_AreNamed(int colorType, int bitDepth) =>
        Assert.Contains($"colour type {colorType} with {bitDepth} bits", Refused(HeaderOnly(4, 4, bitDepth, colorType)), StringComparison.Ordinal);

    [Theory]
    [InlineData(0u, 7u, "at least 1x1")]
    [InlineData(7u, 0u, "at least 1x1")]
    [InlineData(10_000u, 10_000u, "50 megapixels (was 10000x10000)")]
    [InlineData(uint.MaxValue, 1u, "16384 pixels a side")]
    public void AbsurdSize_IsRefusedBeforeAnythingIsAllocatedForIt(uint width, uint height, string part)
    {
        var file = HeaderOnly(width, height, 16, 6);
        Refused(file); // so that the measured call compiles nothing

        var before = GC.GetAllocatedBytesForCurrentThread();
        var message = Refused(file);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
        Assert.StartsWith("test.png: a picture ", message, StringComparison.Ordinal);
        Assert.Contains(part, message, StringComparison.Ordinal);
    }

    private static byte[] HeaderOnly(uint width, uint height, int bitDepth, int colorType) =>
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. PngBuilder.Chunk("IHDR", PngBuilder.Header(width, height, bitDepth, colorType, 0))];

    private static string Refused(byte[] file)
    {
        using var stream = new MemoryStream(file);
        var error = Assert.Throws<SemComException>(() => PngReader.Read(stream, "test.png"));
        Assert.StartsWith("test.png: ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        return error.Message;
    }
}
