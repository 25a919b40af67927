namespace SemCom.Evaluation.Tests.Rivals.Video;

/// <summary>What ffmpeg makes of streams with and without losses.</summary>
public sealed class VideoStreamTests
{
    [Theory]
    [InlineData("h264")]
    [InlineData("h265")]
    public void NumberingAnIntactStream_ChangesNoByte(string name)
    {
        var codec = VideoFixture.Codec(name);
        var numbering = codec.CreateNumbering();

        foreach (var units in VideoFixture.Encoded(codec))
            Assert.Equal(units, numbering.Next(units));
    }

    [Theory]
    [InlineData("h264")]
    [InlineData("h265")]
    public void IntactStream_ShowsEveryPicture_InItsPlace(string name)
    {
        var codec = VideoFixture.Codec(name);
        var frames = VideoFixture.Encoded(codec);

        var shown = VideoFixture.Decoded(codec, frames);

        Assert.Equal([true, false, false, false, false, false, true, false, false, false, false, false], frames.Select(units => codec.IsKey(units[0])));
        for (var i = 0; i < shown.Length; i++)
        {
            Assert.True(VideoFixture.PsnrDb(VideoFixture.Clip.Pictures[i], shown[i]) > 30, $"{i}: {VideoFixture.PsnrDb(VideoFixture.Clip.Pictures[i], shown[i]):F1} dB");
            var nearest = Enumerable.Range(0, shown.Length).MaxBy(j => VideoFixture.PsnrDb(VideoFixture.Clip.Pictures[j], shown[i]));
            Assert.Equal(i, nearest);
        }
    }

    [Theory]
    [InlineData("h264")]
    [InlineData("h265")]
    public void LostFrame_RepeatsTheOneBefore_AndTheNextKeyFrameHeals(string name)
    {
        var codec = VideoFixture.Codec(name);
        var frames = VideoFixture.Encoded(codec);
        var intact = VideoFixture.Decoded(codec, frames);

        var shown = VideoFixture.Decoded(codec, [.. frames.Select((units, i) => i == 3 ? null : units)]);

        Assert.Equal(shown[2].Rgb.ToArray(), shown[3].Rgb.ToArray());
        for (var i = 4; i < 6; i++)
        {
            // Concealed by the picture before: worse than intact, far better than the grey that decoders put in place of missing references (about 14 dB here).
            Assert.InRange(VideoFixture.PsnrDb(VideoFixture.Clip.Pictures[i], shown[i]), 17, VideoFixture.PsnrDb(VideoFixture.Clip.Pictures[i], intact[i]) - 0.1);
        }
        for (var i = 6; i < shown.Length; i++)
            Assert.Equal(intact[i].Rgb.ToArray(), shown[i].Rgb.ToArray());
    }

    [Theory]
    [InlineData("h264")]
    [InlineData("h265")]
    public void LostKeyFrame_LeavesTheOldPicture_AsReference(string name)
    {
        var codec = VideoFixture.Codec(name);
        var frames = VideoFixture.Encoded(codec);

        var shown = VideoFixture.Decoded(codec, [.. frames.Select((units, i) => i == 6 ? null : units)]);

        Assert.All(Enumerable.Range(6, 6), i => Assert.True(VideoFixture.PsnrDb(VideoFixture.Clip.Pictures[i], shown[i]) > 13));
    }

    [Fact]
    public void NothingReceived_IsGrey()
    {
        var codec = VideoFixture.Codec("h264");

        var shown = VideoFixture.Decoded(codec, new IReadOnlyList<byte[]>?[4]);

        Assert.All(shown, picture => Assert.All(picture.Rgb.ToArray(), value => Assert.Equal(128, value)));
    }

    [Theory]
    [InlineData("h264")]
    [InlineData("h265")]
    public void HostileUnits_GiveSomePictures_AndNoFailure(string name)
    {
        var codec = VideoFixture.Codec(name);
        var random = new Random(3);
        var frames = VideoFixture.Encoded(codec).Select(units => units.Select(unit =>
        {
            var damaged = unit[..];
            damaged[random.Next(2, damaged.Length)] ^= (byte)random.Next(1, 256);
            return damaged;
        }).ToList()).ToList();

        var shown = VideoFixture.Decoded(codec, frames);

        Assert.Equal(frames.Count, shown.Length);
    }
}
