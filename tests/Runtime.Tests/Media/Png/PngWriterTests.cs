using System.Buffers.Binary;
using SemCom.Runtime.Media.Png;

namespace SemCom.Runtime.Tests.Media.Png;

public class PngWriterTests
{
    public static TheoryData<int, int> Sizes => new() { { 1, 1 }, { 1, 37 }, { 37, 1 }, { 17, 33 }, { 256, 3 }, { 301, 199 } };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void WhatIsWritten_IsReadBackEqual(int width, int height)
    {
        foreach (var picture in (Picture[])[TestPictures.Noise(width, height), TestPictures.Smooth(width, height)])
        {
            using var stream = new MemoryStream(Write(picture));

            var back = PngReader.Read(stream, "back.png");

            Assert.Equal(picture.Rgb.ToArray(), back.Rgb.ToArray());
            Assert.Equal((width, height, false), (back.Width, back.Height, back.HadAlpha));
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(301, 199)]
    public void WhatIsWritten_IsReadByFfmpegEqual(int width, int height)
    {
        var picture = TestPictures.Smooth(width, height);

        var rgb = Tool.Ffmpeg(["-f", "png_pipe", "-i", "pipe:0", "-f", "rawvideo", "-pix_fmt", "rgb24", "pipe:1"], Write(picture));

        Assert.Equal(picture.Rgb.ToArray(), rgb);
    }

    [Fact]
    public void Filters_MakeSmoothPicturesMuchSmallerThanTheirValues()
    {
        var picture = TestPictures.Smooth(301, 199);

        Assert.InRange(Write(picture).Length, 1, picture.ValueCount / 5);
    }

    [Fact]
    public void LargeFiles_AreSplitIntoChunksOfBoundedSize()
    {
        var file = Write(TestPictures.Noise(301, 199));
        var lengths = new List<int>();
        for (var at = 8; at < file.Length; at += 12 + lengths[^1])
            lengths.Add(BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at)));

        Assert.True(lengths.Count > 3);
        Assert.All(lengths, length => Assert.InRange(length, 0, 65536));
    }

    private static byte[] Write(Picture picture)
    {
        using var stream = new MemoryStream();
        PngWriter.Write(picture, stream);
        return stream.ToArray();
    }
}
