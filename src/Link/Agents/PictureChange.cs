using SemCom.Runtime.Quality;

namespace SemCom;

/// <summary>How two pictures of a scene differ, in the numbers of a <see cref="SceneMotion"/>.</summary>
/// <param name="ChangeDb">Mean squared difference (0..255 scale, squared), in dB.</param>
/// <param name="FocusChangeDb">The same inside what matters.</param>
/// <param name="ChangedShare">Share of the tiles that have changed.</param>
/// <param name="RestDb">Mean squared difference within the tiles that have not changed, in dB.</param>
/// <param name="Similarity">Semantic similarity, 0 to 1.</param>
public readonly record struct PictureChange(float ChangeDb, float FocusChangeDb, float ChangedShare, float RestDb, float Similarity)
{
    /// <summary>Smallest error that is told [dB]: a rounding of every hundredth value.</summary>
    private const double FloorDb = -20;

    /// <summary>Compares two pictures of one size.</summary>
    /// <param name="picture">The later one.</param>
    /// <param name="seen">What a network sees in it.</param>
    /// <param name="before">The earlier one.</param>
    /// <param name="seenBefore">What a network sees in that.</param>
    /// <param name="focus">What matters.</param>
    public static PictureChange Between(Picture picture, PictureEmbedding seen, Picture before, PictureEmbedding seenBefore, RegionMask focus)
    {
        ArgumentNullException.ThrowIfNull(seen);
        var differences = ChangedTiles.Differences(picture, before);
        var tiles = ChangedTiles.Of(picture, differences);
        var rest = differences.Where((_, tile) => !tiles.IsChanged[tile]).DefaultIfEmpty(0).Average();
        return new PictureChange((float)ErrorDb(picture, before), (float)FocusErrorDb(picture, before, focus), (float)tiles.Share,
            (float)Math.Max(FloorDb, Decibels.FromLinear(Math.Max(rest, 1e-9))), (float)Math.Clamp(seen.SimilarityTo(seenBefore), 0, 1));
    }

    /// <summary>Mean squared difference of two pictures (0..255 scale, squared), in dB, from −20 dB on.</summary>
    public static double ErrorDb(Picture a, Picture b) => Floor(PictureQuality.PsnrDb(a, b));

    /// <summary>The same inside a region.</summary>
    public static double FocusErrorDb(Picture a, Picture b, RegionMask focus) => Floor(RegionQuality.PsnrDb(a, b, focus));

    private static double Floor(double? psnrDb) => psnrDb is { } known ? Math.Max(FloorDb, 20 * Math.Log10(255) - known) : FloorDb;
}
