using SemCom.Randomness;

namespace SemCom.Core.Tests.Quality;

public sealed class VideoQualityTests
{
    private const int Width = 60, Height = 40;

    private static readonly Picture[] Original = [.. Enumerable.Range(0, 6).Select(n => Moved(TestPictures.Waves(Width, Height), n))];
    private static readonly Picture[] Spoiled = [.. Enumerable.Range(0, 6).Select(n => n == 2 ? Original[2] : Moved(TestPictures.NoisyWaves(Width, Height, 3 + 4 * n), n))];

    [Fact]
    public void AllMeasures_AgreeWithTheirFormulas()
    {
        var quality = VideoQuality.Compare(Original, Spoiled);

        double squares = 0, temporal = 0, sumDb = 0;
        for (var n = 0; n < 6; n++)
        {
            double frame = 0;
            for (var i = 0; i < Original[n].ValueCount; i++)
            {
                frame += Math.Pow((double)Spoiled[n].Rgb[i] - Original[n].Rgb[i], 2);
                if (n > 0)
                    temporal += Math.Pow((double)Spoiled[n].Rgb[i] - Spoiled[n - 1].Rgb[i] - ((double)Original[n].Rgb[i] - Original[n - 1].Rgb[i]), 2);
            }
            squares += frame;
            sumDb += frame > 0 ? 10 * Math.Log10(65025 / (frame / Original[n].ValueCount)) : 0;
        }
        double values = Original[0].ValueCount;
        Assert.Equal((6, 1), (quality.Frames, quality.IdenticalFrames));
        Assert.Equal(10 * Math.Log10(65025 / (squares / values / 6)), quality.PsnrDb!.Value, 1e-9);
        Assert.Equal(sumDb / 5, quality.MeanFramePsnrDb!.Value, 1e-9);
        Assert.Equal(10 * Math.Log10(65025 / (temporal / values / 5)), quality.TemporalPsnrDb!.Value, 1e-9);
        Assert.Equal((0, 0), (quality.RepeatedFrames, quality.LongestFreeze));
    }

    [Fact]
    public void Psnr_IsFfmpegsAverage() =>
        Assert.Equal(FfmpegFilter.Number("psnr", "average:", Original, Spoiled), VideoQuality.Compare(Original, Spoiled).PsnrDb!.Value, 1e-5);

    [Fact]
    public void AnErrorThatStandsStill_IsNoTemporalError()
    {
        var brighter = Original.Select(p => new Picture(Width, Height, [.. p.Rgb.ToArray().Select(v => (byte)(v / 2 + 20))])).ToArray();
        var darker = Original.Select(p => new Picture(Width, Height, [.. p.Rgb.ToArray().Select(v => (byte)(v / 2))])).ToArray();

        var quality = VideoQuality.Compare(darker, brighter);

        Assert.Null(quality.TemporalPsnrDb);
        Assert.Equal(20 * Math.Log10(255 / 20.0), quality.PsnrDb!.Value, 1e-9);
        Assert.Equal(quality.PsnrDb!.Value, quality.MeanFramePsnrDb!.Value, 1e-9);
    }

    /// <summary>Two independent errors have twice the variance of one: 3.01 dB. 216 000 values, each within a percent or so.</summary>
    [Fact]
    public void IndependentErrors_CostThreeDecibels()
    {
        var grey = new Picture(Width, Height, [.. Enumerable.Repeat((byte)128, 3 * Width * Height)]);
        var meter = new VideoQualityMeter();
        for (var n = 0UL; n < 30; n++)
        {
            var noise = new float[grey.ValueCount];
            new CounterRandom(1, RandomPurpose.ChannelNoise, n).FillGaussian(noise);
            meter.Add(grey, new Picture(Width, Height, [.. noise.Select(v => (byte)Math.Round(128 + 10 * v))]));
        }

        // The 29 differences leave out half of the first and of the last error: a trifle.
        Assert.Equal(10 * Math.Log10(2), meter.Result.PsnrDb!.Value - meter.Result.TemporalPsnrDb!.Value, 0.05);
        Assert.Equal(20 * Math.Log10(25.5), meter.Result.PsnrDb!.Value, 0.1);
    }

    [Fact]
    public void Freezes_AreSeen_UnlessTheOriginalStandsStill()
    {
        Picture[] stalled = [Original[0], Original[1], Original[1], Original[1], Original[4], Original[4]];
        var quality = VideoQuality.Compare(Original, stalled);

        Assert.Equal((3, 2, 3), (quality.RepeatedFrames, quality.LongestFreeze, quality.IdenticalFrames));
        var still = VideoQuality.Compare([Original[0], Original[0]], [Original[0], Original[0]]);
        Assert.Equal(new VideoQuality(2, 2), still);
    }

    [Fact]
    public void Playback_IsCounted()
    {
        // Empty; 0 comes late; 2 in time, and stands for two more; 4 late; 6 in time. Nobody saw 1, 3 and 5.
        var playback = PlaybackQuality.Of([-1, 0, 2, 2, 2, 4, 6]);

        Assert.Equal(new PlaybackQuality(Frames: 7, OnTime: 2, Late: 2, Repeated: 3, NeverShown: 3, LongestFreeze: 2), playback);
        Assert.Equal((5 / 7.0, 3 / 7.0), (playback.StaleRate, playback.LossRate));
        Assert.Equal(new PlaybackQuality(3, 3, 0, 0, 0, 0), PlaybackQuality.Of([0, 1, 2]));
        Assert.Equal(new PlaybackQuality(3, 0, 0, 3, 3, 3), PlaybackQuality.Of([-1, -1, -1]));
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(0, 1, 0)]
    public void Playback_OutOfOrder_IsRefused(params int[] shown) =>
        Assert.StartsWith("playback: number of the frame shown when frame ", Assert.Throws<SemComException>(() => PlaybackQuality.Of(shown)).Message, StringComparison.Ordinal);

    [Fact]
    public void WhatCannotBeCompared_IsRefused()
    {
        Assert.Throws<SemComException>(() => VideoQuality.Compare([], []));
        Assert.Throws<SemComException>(() => PlaybackQuality.Of([]));
        Assert.Contains("(was 6 and 5)", Assert.Throws<SemComException>(() => VideoQuality.Compare(Original, Spoiled[..5])).Message, StringComparison.Ordinal);
        var other = TestPictures.Waves(Height, Width);
        Assert.Contains("(was 60x40, then 40x60)", Assert.Throws<SemComException>(() => VideoQuality.Compare([Original[0], other], [Original[0], other])).Message, StringComparison.Ordinal);
    }

    /// <summary>All rows moved to the right by 3 pixels a frame, around the edge.</summary>
    private static Picture Moved(Picture picture, int frame)
    {
        var rgb = picture.Rgb.ToArray();
        for (var y = 0; y < picture.Height; y++)
        {
            var row = picture.Rgb.Slice(3 * y * picture.Width, 3 * picture.Width);
            for (var i = 0; i < row.Length; i++)
                rgb[3 * y * picture.Width + (i + 9 * frame) % row.Length] = row[i];
        }
        return new Picture(picture.Width, picture.Height, rgb);
    }
}
