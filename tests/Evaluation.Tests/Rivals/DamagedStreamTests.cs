using SemCom.Evaluation.Rivals;

namespace SemCom.Evaluation.Tests.Rivals;

public sealed class DamagedStreamTests
{
    [Theory]
    [InlineData("jpeg")]
    [InlineData("jpeg2000")]
    [InlineData("hevc")]
    [InlineData("webp")]
    [InlineData("av1")]
    public void ConcealedPicture_LiesBetweenGreyAndTheWhole(string name)
    {
        var (codec, picture, ladder) = (RivalFixture.Codec(name), RivalFixture.Picture, RivalFixture.Ladder);
        var rung = RivalFixture.Search.Best(picture, codec, 3000, resize: false)!;
        var stream = ladder.Stream(picture, rung);
        var damaged = stream[..];
        damaged.AsSpan(stream.Length / 2).Fill(0x37);

        var shown = DamagedStream.Conceal(codec, rung.Format, damaged, stream.Length / 2, picture.Picture.Width, picture.Picture.Height);

        var psnrDb = PictureQuality.PsnrDb(picture.Picture, shown)!.Value;
        Assert.InRange(psnrDb, picture.GreyPsnrDb - 0.5, ladder.PsnrDb(picture, rung) - 0.5);
        if (name is "jpeg" or "jpeg2000" or "hevc")
            Assert.True(psnrDb > picture.GreyPsnrDb + 1, $"nothing of the intact half is shown ({psnrDb:F2} dB, grey {picture.GreyPsnrDb:F2} dB)");
    }

    [Fact]
    public void WithoutAnIntactByte_GreyIsShown()
    {
        var picture = RivalFixture.Picture;

        var shown = DamagedStream.Conceal(RivalCodecs.Find("hevc"), 0, new byte[100], 0, picture.Picture.Width, picture.Picture.Height);

        Assert.All(shown.Rgb.ToArray(), value => Assert.Equal(128, value));
    }
}
