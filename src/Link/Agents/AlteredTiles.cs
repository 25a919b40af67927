using SemCom.Randomness;
using SemCom.Runtime.Quality;

namespace SemCom;

/// <summary>A picture with a block of tiles that differ, a quarter of it, and how sending changed tiles is judged by it.</summary>
/// <param name="Before">What the receiver has: the picture with other content in the block.</param>
/// <param name="Share">Share of the picture that differs.</param>
public sealed record AlteredTiles(Picture Before, double Share)
{
    /// <summary>Draws a block.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="seed">Seed of the place.</param>
    /// <param name="number">Number of the picture.</param>
    /// <param name="block">Number of the block.</param>
    public static AlteredTiles Draw(Picture picture, ulong seed, ulong number, int block)
    {
        var random = new CounterRandom(seed, RandomPurpose.Environment, number);
        return At(picture, random.Uniform(2 * (ulong)block), random.Uniform(2 * (ulong)block + 1));
    }

    /// <summary>Blocks in places that are spread evenly over the picture, so that few tell nearly what all would.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="across">Places beside each other.</param>
    /// <param name="down">Places below each other.</param>
    public static IReadOnlyList<AlteredTiles> Spread(Picture picture, int across, int down) =>
        [.. Enumerable.Range(0, across * down).Select(place => At(picture, (place % across + 0.5) / across, (place / across + 0.5) / down))];

    /// <summary>A block; where it is of all places from the left and from the top, 0 to 1.</summary>
    private static AlteredTiles At(Picture picture, double fromLeft, double fromTop)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var columns = ChangedTiles.ColumnsOf(picture.Width);
        var rows = ChangedTiles.CountOf(picture.Width, picture.Height) / columns;
        var side = Math.Sqrt(LinkRecording.TileShare);
        var (wide, high) = (Math.Max(1, (int)Math.Round(columns * side)), Math.Max(1, (int)Math.Round(rows * side)));
        var (left, top) = ((int)(fromLeft * (columns - wide + 1)), (int)(fromTop * (rows - high + 1)));
        var (x, y) = (left * ChangedTiles.Side, top * ChangedTiles.Side);
        var box = new PictureBox(x, y, Math.Min(wide * ChangedTiles.Side, picture.Width - x), Math.Min(high * ChangedTiles.Side, picture.Height - y));
        var inverse = picture.Part(box);
        var rgb = inverse.Rgb.ToArray();
        for (var i = 0; i < rgb.Length; i++)
            rgb[i] = (byte)(rgb[i] ^ 128);
        return new AlteredTiles(picture.With(new Picture(inverse.Width, inverse.Height, rgb), box.X, box.Y), (double)box.Width * box.Height / (picture.Width * picture.Height));
    }

    /// <summary>Judges what is shown after the tiles were sent: errors are those within them, and their harm to the meaning is scaled to a whole picture of them.</summary>
    /// <param name="embedder">What compares meanings.</param>
    /// <param name="seen">The picture, as it sees it.</param>
    /// <param name="picture">The picture.</param>
    /// <param name="shown">What is shown.</param>
    public RecordedOutcome Judge(PictureEmbedder embedder, PictureEmbedding seen, Picture picture, Picture shown)
    {
        ArgumentNullException.ThrowIfNull(embedder);
        ArgumentNullException.ThrowIfNull(seen);
        var error = (float)(PictureChange.ErrorDb(picture, shown) - Decibels.FromLinear(Share));
        return new RecordedOutcome(error, error, (float)Math.Clamp(1 - (1 - seen.SimilarityTo(embedder.Embed(shown))) / Share, 0, 1), 0);
    }
}
