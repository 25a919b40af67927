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
