namespace SemCom;

/// <summary>Metrics as people write them: names separated by commas.</summary>
public static class PictureMetricNames
{
    private const string Everything = "all";

    private static readonly (string Name, PictureMetrics Metric)[] Known =
    [
        ("psnr", PictureMetrics.Psnr), ("ms-ssim", PictureMetrics.MsSsim), ("ssim", PictureMetrics.Ssim),
        ("perceptual", PictureMetrics.Perceptual), ("semantic", PictureMetrics.Semantic), ("class", PictureMetrics.Class),
    ];

    /// <summary>The metrics of a list of names, or of "all"; PSNR is always among them.</summary>
    /// <param name="option">What the message calls the list.</param>
    /// <param name="text">For example "ssim,perceptual".</param>
    /// <exception cref="SemComException">A name is unknown.</exception>
    public static PictureMetrics Parse(string option, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var metrics = PictureMetrics.Psnr;
        foreach (var name in text.Split(',', StringSplitOptions.TrimEntries))
            metrics |= string.Equals(name, Everything, StringComparison.OrdinalIgnoreCase) ? PictureMetrics.All : Find(option, name);
        return metrics;
    }

    /// <summary>The list of names, in a fixed order.</summary>
    public static string Format(PictureMetrics metrics) =>
        string.Join(',', Known.Where(known => metrics.HasFlag(known.Metric)).Select(known => known.Name));

    private static PictureMetrics Find(string option, string name)
    {
        foreach (var known in Known)
        {
            if (string.Equals(known.Name, name, StringComparison.OrdinalIgnoreCase))
                return known.Metric;
        }
        throw new SemComException($"{option} must be {Everything}, or some of {string.Join(", ", Known.Select(known => known.Name))} (was '{name}'); write for example ssim,perceptual");
    }
}
