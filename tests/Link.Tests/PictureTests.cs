using SemCom.Core.Tests.Quality;

namespace SemCom.Link.Tests;

public sealed class PictureTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(16, 16)]
    [InlineData(17, 33)]
    [InlineData(128, 128)]
    [InlineData(300, 200)]
    [InlineData(700, 3)]
    [InlineData(2, 500)]
    public async Task AnySize_ArrivesInThatSize_Recognisably(int width, int height)
    {
        var picture = TestLink.Mirrored(TestLink.Harbour, width, height);
        var result = await TestLink.Send(picture, o => o.Channel("awgn", 15).Bandwidth(1 / 3.0));
        Assert.False(result.Lost);
        Assert.Equal((width, height), (result.Picture.Width, result.Picture.Height));
        Assert.InRange(TestLink.Psnr(result), 20, double.PositiveInfinity);
    }

    public static TheoryData<string> Contents { get; } = ["grey", "black", "white", "noise", "red", "checkers"];

    [Theory]
    [MemberData(nameof(Contents))]
    public async Task AnyContent_ArrivesBetterThanGrey(string content)
    {
        var picture = PictureOf(content);
        var result = await TestLink.Send(picture, o => o.Channel("awgn", 15).Bandwidth(1 / 6.0));
        Assert.False(result.Lost);
        Assert.True(TestLink.Psnr(result) > PictureQuality.PsnrDb(picture, PictureConcealment.Grey(128, 96)) + 0.5);
    }

    [Fact]
    public async Task GreyPictures_StayGrey()
    {
        var result = await TestLink.Send(PictureOf("grey"), o => o.Channel("awgn", 5).Bandwidth(1 / 16.0));
        Assert.True(result.Picture.IsGrey);
        var colour = await TestLink.Send(TestLink.Crop, o => o.Channel("awgn", 5).Bandwidth(1 / 6.0));
        Assert.False(colour.Picture.IsGrey);
    }

    /// <summary>
    /// 1600x1200 pixels are four tiles that meet in column 1024 and row 1024. How far the step from one column to the next
    /// is from the original's must not be larger there than at other edges of patches.
    /// </summary>
    [Fact]
    public async Task LargePictures_GoThroughTiles_WhoseSeamsDoNotShow()
    {
        var picture = TestLink.Mirrored(TestLink.Harbour, 1600, 1200);
        var result = await TestLink.Send(picture, o => o.Channel("awgn", 20).Bandwidth(1 / 16.0));
        Assert.False(result.Lost);
        var small = await TestLink.Send(TestLink.Harbour, o => o.Channel("awgn", 20).Bandwidth(1 / 16.0));
        Assert.InRange(TestLink.Psnr(result), TestLink.Psnr(small) - 1, TestLink.Psnr(small) + 3);

        var columns = Enumerable.Range(1, 99).Select(i => StepError(16 * i, vertical: false)).ToArray();
        var rows = Enumerable.Range(1, 74).Select(i => StepError(16 * i, vertical: true)).ToArray();
        Assert.True(columns[63] < 1.3 * Median(columns[56..71]), $"column 1024: {columns[63]:F2}, others {Median(columns[56..71]):F2}");
        Assert.True(rows[63] < 1.3 * Median(rows[56..71]), $"row 1024: {rows[63]:F2}, others {Median(rows[56..71]):F2}");

        double StepError(int at, bool vertical)
        {
            double sum = 0;
            var length = vertical ? 1600 : 1200;
            for (var i = 0; i < length; i++)
            {
                var to = (vertical ? at * 1600 + i : i * 1600 + at) * 3;
                var from = to - (vertical ? 4800 : 3);
                for (var c = 0; c < 3; c++)
                    sum += Math.Abs(result.Picture.Rgb[to + c] - result.Picture.Rgb[from + c] - (picture.Rgb[to + c] - picture.Rgb[from + c]));
            }
            return sum / length;
        }
    }

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);

    private static Picture PictureOf(string content)
    {
        var rgb = new byte[128 * 96 * 3];
        var waves = TestPictures.Waves(128, 96).Rgb;
        if (content == "noise")
            new Random(1).NextBytes(rgb);
        for (var i = 0; i < rgb.Length && content != "noise"; i++)
        {
            rgb[i] = content switch
            {
                "white" => 255,
                "red" => (byte)(i % 3 == 0 ? 255 : 0),
                "checkers" => (byte)((i / 3 % 128 / 4 + i / 384 / 4) % 2 * 255),
                "grey" => waves[i / 3 * 3],
                _ => 0,
            };
        }
        return new Picture(128, 96, rgb);
    }
}
