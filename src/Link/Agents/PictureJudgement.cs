using SemCom.Runtime.Quality;

namespace SemCom.Agents;

/// <summary>What is shown, against the picture of the moment.</summary>
/// <param name="PsnrDb">PSNR, at most 68 dB [dB].</param>
/// <param name="FocusPsnrDb">The same inside what matters.</param>
/// <param name="Similarity">Semantic similarity, 0 to 1.</param>
internal readonly record struct PictureJudgement(double PsnrDb, double FocusPsnrDb, double Similarity)
{
    private static readonly double PeakDb = 20 * Math.Log10(255);

    /// <summary>PSNR of equal pictures: that of a mean squared error of 0.01, as in recordings.</summary>
    private static readonly double BestDb = PeakDb + 20;

    /// <summary>Judges.</summary>
    public static PictureJudgement Of(PictureEmbedder embedder, PictureEmbedding seen, Picture picture, Picture shown, RegionMask focus) => new(
        Math.Min(BestDb, PictureQuality.PsnrDb(picture, shown) ?? BestDb), Math.Min(BestDb, RegionQuality.PsnrDb(picture, shown, focus) ?? BestDb),
        Math.Clamp(seen.SimilarityTo(embedder.Embed(shown)), 0, 1));

    /// <summary>The same as errors.</summary>
    public RecordedOutcome ToOutcome() => new((float)(PeakDb - PsnrDb), (float)(PeakDb - FocusPsnrDb), (float)Similarity, 0);
}
