namespace SemCom.Link.Tests;

public sealed class ChangedTilesTests
{
    [Theory]
    [InlineData(256, 160, 7)]
    [InlineData(100, 70, 3)]
    [InlineData(31, 33, 1)]
    public void Mosaic_BringsBackWhatHasChanged(int width, int height, int changes)
    {
        var before = Noise(width, height, 1);
        var picture = before;
        for (var i = 0; i < changes; i++)
            picture = picture.With(Noise(Math.Min(9, width), 1, 50 + i), i * 37 % Math.Max(1, width - 9), i * 29 % height);
        var tiles = ChangedTiles.Between(picture, before);
        Assert.True(tiles.Count > 0);
        var placed = tiles.Place(tiles.Gather(picture), before)!;
        // Tiles below the threshold stay as they were: what is left differs by less than it.
        Assert.All(ChangedTiles.Differences(placed, picture), difference => Assert.InRange(difference, 0, 20));
        Assert.Null(tiles.Place(Noise(3, 3, 2), before));
    }

    [Fact]
    public void Message_TellsTheTiles_AndAnythingElseIsRefused()
    {
        var before = Noise(256, 160, 1);
        var picture = before.With(Noise(120, 80, 9), 40, 30);
        var tiles = ChangedTiles.Between(picture, before);
        var message = ChangedTilesMessage.ToBytes(tiles, 256);
        Assert.Equal(tiles.IsChanged, ChangedTilesMessage.Read(message, 256, 160)!.IsChanged);
        Assert.True(message.Length <= 1 + ChangedTiles.CountOf(256, 160) / 8);
        Assert.Null(ChangedTilesMessage.Read([.. message, 1, 2, 3, 4, 5, 6, 7, 8], 256, 160));
    }

    /// <summary>Pictures that differ by 3 in the changed tiles and by 1 elsewhere: 9 is what is told.</summary>
    [Fact]
    public void ErrorWithinTheTiles_LeavesOutTheRest()
    {
        var before = Noise(256, 160, 1);
        var picture = before.With(Noise(64, 32, 9), 32, 64);
        var tiles = ChangedTiles.Between(picture, before);
        var shown = Shifted(picture, 1).With(Shifted(picture.Part(new PictureBox(32, 64, 64, 32)), 3), 32, 64);
        Assert.Equal(Decibels.FromLinear(9), tiles.ErrorDb(picture, shown)!.Value, 1e-9);
        Assert.Equal(-20, tiles.ErrorDb(picture, picture)!.Value, 1e-9);
        Assert.Null(ChangedTiles.Between(before, before).ErrorDb(picture, shown));

        static Picture Shifted(Picture picture, int by) => new(picture.Width, picture.Height, [.. picture.Rgb.ToArray().Select(value => (byte)(value < 128 ? value + by : value - by))]);
    }

    /// <summary>Twelve blocks of a quarter of the picture lie everywhere: every tile is in one of them, and no two are alike.</summary>
    [Fact]
    public void SpreadBlocks_CoverThePicture()
    {
        var picture = Noise(256, 160, 3);
        var blocks = AlteredTiles.Spread(picture, PictureTrial.BlocksAcross, PictureTrial.BlocksDown);
        var changed = blocks.Select(block => ChangedTiles.Between(picture, block.Before).IsChanged).ToArray();
        Assert.Equal(12, changed.Select(tiles => string.Concat(tiles.Select(isChanged => isChanged ? '1' : '0'))).Distinct().Count());
        Assert.All(Enumerable.Range(0, ChangedTiles.CountOf(256, 160)), tile => Assert.Contains(changed, tiles => tiles[tile]));
        Assert.All(blocks, block => Assert.Equal(0.2, block.Share, 1e-9));
        Assert.Single(AlteredTiles.Spread(Noise(20, 20, 4), 1, 1));
    }

    [Fact]
    public void OtherSize_IsRefused() => Assert.Throws<ArgumentException>(() => ChangedTiles.Between(Noise(10, 10, 1), Noise(11, 10, 1)));

    private static Picture Noise(int width, int height, int seed)
    {
        var random = new Random(seed);
        var rgb = new byte[3 * width * height];
        random.NextBytes(rgb);
        return new Picture(width, height, rgb);
    }
}
