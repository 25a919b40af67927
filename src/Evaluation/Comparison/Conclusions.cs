namespace SemCom.Evaluation;

/// <summary>Says in one sentence what a comparison found.</summary>
internal static class Conclusions
{
    /// <summary>The sentence about at least one point; <paramref name="subject"/> is what gets better or worse.</summary>
    public static string Of(string subject, IReadOnlyList<PointComparison> points)
    {
        var many = points.Count == 1 ? "1 point" : $"{points.Count} points";
        if (points.All(p => Identical(p.Differences)))
            return $"{subject}: no difference at any of {many}.";
        if (points.All(p => p.Differences is { PsnrDb: null or { PValue: null }, LossRate: null or { PValue: null } }))
            return $"{subject}: one source with one seed tells differences, but not whether they are significant.";
        string[] found =
        [
            Found("PSNR", points, d => d.PsnrDb, 1), Found("MS-SSIM", points, d => d.MsSsim, 1),
            Found("perceptual distance", points, d => d.PerceptualDistance, -1), Found("semantic similarity", points, d => d.SemanticSimilarity, 1),
            Found("losses", points, d => d.LossRate, -1),
        ];
        return $"{subject}, significant changes at {many}: {string.Join("; ", found.Where(text => text.Length > 0))}.";
    }

    private static string Found(string name, IReadOnlyList<PointComparison> points, Func<PairedDifferences, Difference?> of, int sign)
    {
        var known = points.Select(p => of(p.Differences)).OfType<Difference>().ToArray();
        var (better, worse) = (known.Count(d => d.Significant && d.Mean * sign > 0), known.Count(d => d.Significant && d.Mean * sign < 0));
        return known.Length == 0 ? ""
            : (better, worse) switch
            {
                (0, 0) => $"{name} none",
                (_, 0) => $"{name} {better} better",
                (0, _) => $"{name} {worse} worse",
                _ => $"{name} {better} better, {worse} worse",
            };
    }

    private static bool Identical(PairedDifferences differences) => differences is
    {
        PsnrDb: null or { Mean: 0, High95: null or 0 },
        MsSsim: null or { Mean: 0, High95: null or 0 },
        PerceptualDistance: null or { Mean: 0, High95: null or 0 },
        SemanticSimilarity: null or { Mean: 0, High95: null or 0 },
        LossRate: null or { Mean: 0 },
    };
}
