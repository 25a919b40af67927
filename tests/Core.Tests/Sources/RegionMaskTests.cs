namespace SemCom.Core.Tests.Sources;

public sealed class RegionMaskTests
{
    private static readonly RegionMask Mask = RegionMask.FromBox(8, 6, new PictureBox(2, 1, 3, 4));

    [Fact]
    public void Boxes_HoldTheirPixels()
    {
        Assert.Equal((12, 12 / 48.0), (Mask.Count, Mask.Share));
        for (var y = 0; y < 6; y++)
        {
            for (var x = 0; x < 8; x++)
                Assert.Equal(x is >= 2 and < 5 && y is >= 1 and < 5, Mask[x, y]);
        }
        Assert.Equal(new PictureBox(2, 1, 3, 4), Mask.Bounds());
    }

    [Fact]
    public void Overlap_IsIntersectionOverUnion()
    {
        Assert.Equal(6 / 18.0, Mask.Overlap(RegionMask.FromBox(8, 6, new PictureBox(2, 3, 4, 3))), 1e-12);
        Assert.Equal(0, Mask.Overlap(RegionMask.FromBox(8, 6, new PictureBox(6, 0, 2, 6))));
        Assert.Equal(1, Mask.Overlap(Mask));
        Assert.Equal(0, Empty().Overlap(Empty()));
    }

    [Fact]
    public void BrightPixels_AreARegion()
    {
        byte[] rgb = [0, 127, 0, 0, 128, 0, 255, 255, 255, 255, 0, 255];
        var mask = RegionMask.FromPicture(new Picture(2, 2, rgb));
        Assert.Equal([false, true, true, false], Enumerable.Range(0, 4).Select(i => mask[i]));
    }

    [Fact]
    public void BadInput_IsRefused_WithRuleValueAndRemedy()
    {
        Error(() => RegionMask.FromPixels(3, 2, new bool[5]), "3x2", "6", "5");
        Error(() => RegionMask.FromBox(8, 6, new PictureBox(6, 0, 3, 2)), "6,0,3,2", "8x6");
        Error(() => RegionMask.FromBox(8, 6, new PictureBox(-1, 0, 3, 2)), "-1,0,3,2");
        Error(() => RegionMask.FromBox(8, 6, new PictureBox(1, int.MaxValue, 3, 2)), "8x6");
        Error(() => RegionMask.FromBox(8, 6, new PictureBox(1, 1, 0, 2)), "1,1,0,2");
        Error(() => Empty().Bounds(), "empty");
        Error(() => Mask.Overlap(RegionMask.FromBox(8, 7, new PictureBox(0, 0, 1, 1))), "8x6", "8x7");
        Error(() => RegionWeights.FromMask(Empty()), "empty");
        Error(() => RegionWeights.FromMask(RegionMask.FromBox(8, 6, new PictureBox(0, 0, 8, 6))), "whole");
        Error(() => RegionWeights.FromMask(Mask, 1), "above 1", "was 1");
        Error(() => RegionWeights.FromMask(Mask, 129), "128", "129");
        Error(() => RegionWeights.FromValues(2, 1, [1, 0]), "above 0", "0");
        Error(() => RegionWeights.FromValues(2, 1, [1, float.NaN]), "NaN");
        Error(() => RegionWeights.FromValues(2, 2, [1, 1]), "4", "2");
    }

    [Fact]
    public void ImportanceBecomesWeight_FromOneToTheGivenOne()
    {
        Assert.Equal([1f, 4f, 16f], RegionWeights.FromImportance(3, 1, [0, 0.5f, 1], 16).Values.ToArray());
    }

    [Fact]
    public void RegionQuality_IsPsnrOverThosePixels()
    {
        var original = new Picture(8, 6, new byte[8 * 6 * 3]);
        var rgb = new byte[8 * 6 * 3];
        for (var i = 0; i < 48; i++)
            rgb.AsSpan(3 * i, 3).Fill(Mask[i] ? (byte)10 : (byte)1);
        var received = new Picture(8, 6, rgb);
        Assert.Equal(20 * Math.Log10(25.5), RegionQuality.PsnrDb(original, received, Mask)!.Value, 1e-9);
        Assert.Equal(20 * Math.Log10(255), RegionQuality.PsnrDb(original, received, Mask, inside: false)!.Value, 1e-9);
        Assert.Null(RegionQuality.PsnrDb(original, original, Mask));
        Error(() => RegionQuality.PsnrDb(original, received, Empty()), "empty");
        Error(() => RegionQuality.PsnrDb(original, new Picture(8, 7, new byte[8 * 7 * 3]), Mask), "8x7");
    }

    private static RegionMask Empty() => RegionMask.FromPixels(8, 6, new bool[48]);

    private static void Error(Action act, params string[] parts)
    {
        var message = Assert.Throws<SemComException>(act).Message;
        Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
        Assert.Contains(';', message);
    }
}
