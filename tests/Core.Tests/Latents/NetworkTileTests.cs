using SemCom.Latents;

namespace SemCom.Core.Tests.Latents;

public sealed class NetworkTileTests
{
    public static TheoryData<int, int> Grids { get; } = new()
    {
        { 1, 1 }, { 8, 8 }, { 32, 48 }, { 64, 96 }, { 75, 100 }, { 65, 129 }, { 1024, 7 }, { 200, 203 },
    };

    [Theory]
    [MemberData(nameof(Grids))]
    public void Tiles_KeepEveryPatchOnce_AndSeeItsSurroundings(int rows, int columns)
    {
        const int unit = 8;
        var grid = new PatchGrid(rows, columns);
        var kept = new int[grid.Count];
        foreach (var tile in NetworkTile.Covering(grid, unit))
        {
            Assert.Equal((0, 0), (tile.Rows % unit, tile.Columns % unit));
            Assert.True(tile.Rows * tile.Columns <= 6400, $"{tile} is too large");
            for (var row = tile.KeepRow; row < tile.KeepRow + tile.KeepRows; row++)
            {
                for (var column = tile.KeepColumn; column < tile.KeepColumn + tile.KeepColumns; column++)
                    kept[row * columns + column]++;
            }
            Assert.InRange(tile.Row, 0, Math.Max(0, tile.KeepRow - unit));
            Assert.InRange(tile.Column, 0, Math.Max(0, tile.KeepColumn - unit));
            Assert.True(tile.Row + tile.Rows >= Math.Min(rows, tile.KeepRow + tile.KeepRows + unit), $"{tile} lacks rows");
            Assert.True(tile.Column + tile.Columns >= Math.Min(columns, tile.KeepColumn + tile.KeepColumns + unit), $"{tile} lacks columns");
            Assert.True(tile.Row < rows && tile.Column < columns, $"{tile} begins outside");
        }
        Assert.All(kept, count => Assert.Equal(1, count));
    }

    [Fact]
    public void PicturesUpToOneAndAHalfMegapixels_AreOneTile()
    {
        Assert.Single(NetworkTile.Covering(new PatchGrid(64, 96), 8));
        Assert.Equal(2, NetworkTile.Covering(new PatchGrid(64, 104), 8).Count);
    }
}
