namespace SemCom.Evaluation;

/// <summary>A measure of quality that can be averaged and drawn like PSNR.</summary>
/// <param name="Name">Short name.</param>
/// <param name="Label">Name and unit for an axis.</param>
/// <param name="FileName">Beginning of the names of its charts.</param>
/// <param name="Of">The value of a transmission; null where there is none.</param>
internal sealed record QualityScale(string Name, string Label, string FileName, Func<QualityRecord, double?> Of)
{
    /// <summary>PSNR as it stands in records.</summary>
    public static QualityScale Psnr { get; } = new("PSNR", "PSNR [dB]", "psnr", r => r.PsnrDb);

    /// <summary>MS-SSIM as −10·log10(1 − MS-SSIM): near 1, where pictures are good, equal steps are equally visible.</summary>
    public static QualityScale MsSsim { get; } =
        new("MS-SSIM", "MS-SSIM [dB]", "ms-ssim", r => r.MsSsim is { } value and < 1 ? -10 * Math.Log10(1 - value) : null);

    /// <summary>Distance of features, 0 for equal pictures.</summary>
    public static QualityScale Perceptual { get; } =
        new("perceptual distance", "perceptual distance, lower is better", "perceptual", r => r.PerceptualDistance);

    /// <summary>Cosine of embeddings.</summary>
    public static QualityScale Semantic { get; } = new("semantic similarity", "semantic similarity", "semantic", r => r.SemanticSimilarity);

    /// <summary>SI-SDR of speech as it stands in records.</summary>
    public static QualityScale SiSdr { get; } = new("SI-SDR", "SI-SDR [dB]", "si-sdr", r => r.SiSdrDb);

    /// <summary>Intelligibility of speech.</summary>
    public static QualityScale Stoi { get; } = new("STOI", "STOI", "stoi", r => r.Stoi);

    /// <summary>Those in decibels, by which systems are compared over bandwidths.</summary>
    public static IReadOnlyList<QualityScale> Compared { get; } = [Psnr, MsSsim, SiSdr];

    /// <summary>Those that have charts, in the order in which they are shown.</summary>
    public static IReadOnlyList<QualityScale> Drawn { get; } = [Psnr, MsSsim, Perceptual, Semantic, SiSdr, Stoi];

    /// <summary>The mean over all records with a value, and half of its 95 % interval; null where there is no value.</summary>
    public (double Mean, double? HalfWidth)? MeanOf(IReadOnlyCollection<QualityRecord> records)
    {
        var values = records.Where(r => Of(r) is not null).ToList();
        return values.Count == 0 ? null
            : (values.Average(r => Of(r)!.Value), Means.HalfWidth(SamplingUnits.Means(values, r => r.Source, r => r.Seed, r => Of(r)!.Value)));
    }
}
