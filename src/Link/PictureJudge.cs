using SemCom.Runtime.Quality;

namespace SemCom;

/// <summary>
/// Judges what arrives in place of one original, in one way for every system. What networks see in the original is computed once. Any number of threads
/// may use it.
/// </summary>
public sealed class PictureJudge
{
    private static readonly RecentJudges Recent = new();

    private readonly Picture _original;
    private readonly PictureMetrics _metrics;
    private readonly int _threads;
    private readonly PerceptualReference? _reference;
    private readonly PictureEmbedder? _embedder;
    private readonly Lazy<PictureEmbedding?> _embedding;

    internal PictureJudge(Picture original, PictureMetrics metrics, int threads)
    {
        (_original, _metrics, _threads) = (original, metrics, threads);
        try
        {
            if (metrics.HasFlag(PictureMetrics.Perceptual))
                _reference = PerceptualDistance.Load(threads).Prepare(original);
            if ((metrics & (PictureMetrics.Semantic | PictureMetrics.Class)) != PictureMetrics.None)
                _embedder = PictureEmbedder.Load(threads);
        }
        catch (SemComException exception)
        {
            var needed = PictureMetricNames.Format(metrics & PictureMetrics.Networks);
            throw new SemComException($"metrics {needed} need their networks: {exception.Message}; or ask only for {PictureMetricNames.Format(PictureMetrics.Pixels)}", exception);
        }
        _embedding = new Lazy<PictureEmbedding?>(() => _embedder?.Embed(_original));
    }

    /// <summary>The judge of an original. Those of the last two originals are kept as long as the pictures are, so that asking again costs nothing.</summary>
    /// <param name="original">The picture that is sent.</param>
    /// <param name="metrics">What is measured; PSNR always is.</param>
    /// <param name="threads">Threads inside one inference; 0 for one per processor. Values do not depend on it.</param>
    /// <exception cref="SemComException">A network that is needed cannot be loaded.</exception>
    public static PictureJudge For(Picture original, PictureMetrics metrics = PictureMetrics.Pixels, int threads = 0)
    {
        ArgumentNullException.ThrowIfNull(original);
        return Recent.Get(original, metrics, threads);
    }

    /// <summary>Remarks on the original, in one line each.</summary>
    public IReadOnlyList<string> Notices => _original.HadAlpha ? ["transparency was laid over white before encoding"] : [];

    /// <summary>A record with all that is measured.</summary>
    /// <param name="record">Everything else.</param>
    /// <param name="received">The picture that is shown: of a lost frame the one in its place.</param>
    /// <exception cref="SemComException">Its size is not the original's.</exception>
    public QualityRecord Judge(QualityRecord record, Picture received)
    {
        ArgumentNullException.ThrowIfNull(record);
        var (seen, sent) = (_embedder?.Embed(received), _embedding.Value);
        return record with
        {
            PsnrDb = PictureQuality.PsnrDb(_original, received),
            MsSsim = _metrics.HasFlag(PictureMetrics.MsSsim) ? PictureQuality.MsSsim(_original, received) : null,
            Ssim = _metrics.HasFlag(PictureMetrics.Ssim) ? PictureQuality.Ssim(_original, received) : null,
            SemanticSimilarity = _metrics.HasFlag(PictureMetrics.Semantic) ? sent!.SimilarityTo(seen!) : null,
            PerceptualDistance = _reference?.DistanceTo(received),
            SameClass = _metrics.HasFlag(PictureMetrics.Class) ? sent!.TopClass == seen!.TopClass : null,
        };
    }

    internal bool Serves(PictureMetrics metrics, int threads) => (_metrics, _threads) == (metrics, threads);
}
