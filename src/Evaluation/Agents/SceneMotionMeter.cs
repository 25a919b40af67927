using SemCom.Runtime.Quality;

namespace SemCom.Evaluation;

/// <summary>Measures how the frames of a scene differ from its first one.</summary>
internal static class SceneMotionMeter
{
    /// <summary>Smallest error that is told [dB]: a rounding of every hundredth value.</summary>
    private const double FloorDb = -20;

    /// <summary>Compares frames 1 to <paramref name="ages"/> with frame 0.</summary>
    public static SceneMotion Measure(MovingScene scene, string name, int ages)
    {
        var embedder = PictureEmbedder.Load(threads: 1);
        var first = scene.Frame(0);
        var (seen, focus) = (embedder.Embed(first), PictureComplexity.Middle(first));
        var motion = new SceneMotion(name, new float[ages], new float[ages], new float[ages], new float[ages], new float[ages]);
        for (var i = 0; i < ages; i++)
        {
            var frame = scene.Frame(i + 1);
            var tiles = ChangedTiles.Between(frame, first);
            var rest = ChangedTiles.Differences(frame, first).Where((_, tile) => !tiles.IsChanged[tile]).DefaultIfEmpty(0).Average();
            motion.ChangeDb[i] = (float)ErrorDb(frame, first);
            motion.FocusChangeDb[i] = (float)FocusErrorDb(frame, first, focus);
            motion.ChangedShare[i] = (float)tiles.Share;
            motion.RestDb[i] = (float)Math.Max(FloorDb, Decibels.FromLinear(Math.Max(rest, 1e-9)));
            motion.Similarity[i] = (float)Math.Clamp(seen.SimilarityTo(embedder.Embed(frame)), 0, 1);
        }
        return motion;
    }

    /// <summary>Mean squared difference of two pictures (0..255 scale, squared), in dB.</summary>
    public static double ErrorDb(Picture a, Picture b) => Floor(PictureQuality.PsnrDb(a, b));

    /// <summary>The same inside a region.</summary>
    public static double FocusErrorDb(Picture a, Picture b, RegionMask focus) => Floor(RegionQuality.PsnrDb(a, b, focus));

    private static double Floor(double? psnrDb) => psnrDb is { } known ? Math.Max(FloorDb, 20 * Math.Log10(255) - known) : FloorDb;
}
