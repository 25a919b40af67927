namespace SemCom.Evaluation;

/// <summary>A measure of quality in decibels, so that it can be averaged, drawn and compared like PSNR.</summary>
/// <param name="Name">Short name.</param>
/// <param name="Label">Name and unit for an axis.</param>
/// <param name="FileName">Beginning of the names of its charts.</param>
/// <param name="Of">The value of a transmission [dB]; null where there is none.</param>
internal sealed record QualityScale(string Name, string Label, string FileName, Func<QualityRecord, double?> Of)
{
    /// <summary>PSNR as it stands in records.</summary>
    public static QualityScale Psnr { get; } = new("PSNR", "PSNR [dB]", "psnr", r => r.PsnrDb);

    /// <summary>MS-SSIM as −10·log10(1 − MS-SSIM): near 1, where pictures are good, equal steps are equally visible.</summary>
    public static QualityScale MsSsim { get; } =
        new("MS-SSIM", "MS-SSIM [dB]", "ms-ssim", r => r.MsSsim is { } value and < 1 ? -10 * Math.Log10(1 - value) : null);

    /// <summary>All of them, in the order in which they are shown.</summary>
    public static IReadOnlyList<QualityScale> All { get; } = [Psnr, MsSsim];

    /// <summary>The mean over all records with a value, and half of its 95 % interval; null where there is no value.</summary>
    public (double Mean, double? HalfWidth)? MeanOf(IReadOnlyCollection<QualityRecord> records)
    {
        var values = records.Where(r => Of(r) is not null).ToList();
        return values.Count == 0 ? null
            : (values.Average(r => Of(r)!.Value), Means.HalfWidth(SamplingUnits.Means(values, r => r.Source, r => r.Seed, r => Of(r)!.Value)));
    }
}
