namespace SemCom;

/// <summary>
/// Which tiles of 32x32 pixels of a picture have changed against one that the receiver has, and those tiles put together to a smaller picture: rows of a nearly square mosaic, the last one filled up
/// with its last tile. Both ends lay it out alike.
/// </summary>
public sealed class ChangedTiles
{
    /// <summary>Pixels of a side of a tile.</summary>
    public const int Side = 32;

    /// <summary>Mean squared difference from which on a tile has changed, where noise of sources stays below it.</summary>
    private const double Changed = 20;

    private readonly int _width, _height;

    /// <summary>Takes what is known to have changed.</summary>
    /// <param name="width">Pixels in a row of the picture.</param>
    /// <param name="height">Its rows.</param>
    /// <param name="isChanged">One for each tile, rows from the top.</param>
    public ChangedTiles(int width, int height, bool[] isChanged)
    {
        ArgumentNullException.ThrowIfNull(isChanged);
        (_width, _height, IsChanged) = (width, height, isChanged);
        Count = isChanged.Count(changed => changed);
    }

    /// <summary>One for each tile, rows from the top.</summary>
    public IReadOnlyList<bool> IsChanged { get; }

    /// <summary>Tiles that have changed.</summary>
    public int Count { get; }

    /// <summary>Share of the tiles that have changed, 0 to 1.</summary>
    public double Share => (double)Count / IsChanged.Count;

    /// <summary>Tiles in a row of the mosaic.</summary>
    private int MosaicColumns => (int)Math.Ceiling(Math.Sqrt(Count));

    private int MosaicRows => (Count + MosaicColumns - 1) / MosaicColumns;

    /// <summary>Tiles in a row of a picture.</summary>
    public static int ColumnsOf(int width) => (width + Side - 1) / Side;

    /// <summary>Tiles of a picture.</summary>
    public static int CountOf(int width, int height) => ColumnsOf(width) * ColumnsOf(height);

    /// <summary>Compares a picture with one of the same size.</summary>
    public static ChangedTiles Between(Picture picture, Picture before)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return Of(picture, Differences(picture, before));
    }

    /// <summary>The same where the tiles' differences are known.</summary>
    internal static ChangedTiles Of(Picture picture, double[] differences) => new(picture.Width, picture.Height, Array.ConvertAll(differences, difference => difference > Changed));

    /// <summary>Mean squared difference of each tile.</summary>
    /// <exception cref="ArgumentException">The pictures have different sizes.</exception>
    public static double[] Differences(Picture picture, Picture before)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(before);
        if ((picture.Width, picture.Height) != (before.Width, before.Height))
            throw new ArgumentException($"pictures to compare must have the same size (had {picture.Width}x{picture.Height} and {before.Width}x{before.Height})", nameof(before));
        var (columns, sums, counts) = (ColumnsOf(picture.Width), new double[CountOf(picture.Width, picture.Height)], new int[CountOf(picture.Width, picture.Height)]);
        for (var y = 0; y < picture.Height; y++)
        {
            for (var column = 0; column < columns; column++)
            {
                var (at, tile) = (3 * (y * picture.Width + column * Side), y / Side * columns + column);
                var length = 3 * Math.Min(Side, picture.Width - column * Side);
                sums[tile] += SquaredError(picture.Rgb.Slice(at, length), before.Rgb.Slice(at, length));
                counts[tile] += length;
            }
        }
        return [.. sums.Zip(counts, (sum, count) => sum / count)];
    }

    /// <summary>Mean squared error within them of what a receiver shows (0..255 scale, squared) [dB], at least −20; null where none has changed.</summary>
    public double? ErrorDb(Picture picture, Picture shown)
    {
        var errors = Differences(picture, shown).Where((_, tile) => IsChanged[tile]).ToArray();
        return errors.Length == 0 ? null : Decibels.FromLinear(Math.Max(0.01, errors.Average()));
    }

    private static int SquaredError(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        var sum = 0;
        for (var i = 0; i < a.Length; i++)
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        return sum;
    }

    /// <summary>The changed tiles as a picture; some must have changed. Beyond the edges of the picture its last pixels repeat.</summary>
    public Picture Gather(Picture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var mosaic = new byte[3 * Side * MosaicColumns * Side * MosaicRows];
        ForEachRow((x, y, place) =>
        {
            for (var i = 0; i < Side; i++)
                picture.Rgb.Slice(3 * (Math.Min(y, _height - 1) * _width + Math.Min(x + i, _width - 1)), 3).CopyTo(mosaic.AsSpan(3 * (place + i)));
        });
        return new Picture(Side * MosaicColumns, Side * MosaicRows, mosaic);
    }

    /// <summary>A picture with the changed tiles of a mosaic; null when the mosaic has another size.</summary>
    public Picture? Place(Picture mosaic, Picture before)
    {
        ArgumentNullException.ThrowIfNull(mosaic);
        ArgumentNullException.ThrowIfNull(before);
        if (Count == 0 || (mosaic.Width, mosaic.Height) != (Side * MosaicColumns, Side * MosaicRows))
            return null;
        var rgb = before.Rgb.ToArray();
        ForEachRow((x, y, place) =>
        {
            if (y < _height)
                mosaic.Rgb.Slice(3 * place, 3 * Math.Min(Side, _width - x)).CopyTo(rgb.AsSpan(3 * (y * _width + x)));
        });
        return new Picture(_width, _height, rgb);
    }

    /// <summary>Goes through the rows of all places of the mosaic: where they stand in the picture and in the mosaic [pixels]. Places that are left repeat the last tile.</summary>
    private void ForEachRow(Action<int, int, int> row)
    {
        var tiles = Enumerable.Range(0, IsChanged.Count).Where(tile => IsChanged[tile]).ToArray();
        for (var slot = 0; slot < MosaicColumns * MosaicRows; slot++)
        {
            var tile = tiles[Math.Min(slot, tiles.Length - 1)];
            var (left, top) = (tile % ColumnsOf(_width) * Side, tile / ColumnsOf(_width) * Side);
            for (var y = 0; y < Side; y++)
                row(left, top + y, (slot / MosaicColumns * Side + y) * MosaicColumns * Side + slot % MosaicColumns * Side);
        }
    }
}
