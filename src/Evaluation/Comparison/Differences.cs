namespace SemCom.Evaluation;

/// <summary>Computes the differences of pairs, and corrects their probabilities together.</summary>
internal static class Differences
{
    /// <summary>The differences of at least one pair, not corrected yet.</summary>
    public static PairedDifferences Of(IReadOnlyList<RecordPair> pairs, ulong seed) => new(
        pairs.Count,
        pairs.Select(p => SamplingUnits.NameOf(p.Source)).Distinct(StringComparer.Ordinal).Count(),
        OfMeans(pairs, r => r.PsnrDb, seed),
        OfMeans(pairs, r => r.MsSsim, seed),
        OfLosses(pairs),
        OfMeans(pairs, r => r.PerceptualDistance, seed),
        OfMeans(pairs, r => r.SemanticSimilarity, seed));

    /// <summary>Corrects each quantity over all the given differences; significance follows.</summary>
    public static IReadOnlyList<PairedDifferences> Correct(IReadOnlyList<PairedDifferences> all)
    {
        var psnrDb = Correct(all, d => d.PsnrDb);
        var msSsim = Correct(all, d => d.MsSsim);
        var lossRate = Correct(all, d => d.LossRate);
        var (perceptual, semantic) = (Correct(all, d => d.PerceptualDistance), Correct(all, d => d.SemanticSimilarity));
        return
        [
            .. all.Select((d, i) => d with
            {
                PsnrDb = psnrDb[i],
                MsSsim = msSsim[i],
                LossRate = lossRate[i],
                PerceptualDistance = perceptual[i],
                SemanticSimilarity = semantic[i],
            }),
        ];
    }

    /// <summary>One difference of a quantity for each sampling unit; pairs in which one has no value are left out.</summary>
    public static double[] OfUnits(IEnumerable<RecordPair> pairs, Func<QualityRecord, double?> value) =>
        Means(Complete(pairs, value), p => value(p.Second)!.Value - value(p.First)!.Value);

    /// <summary>Lost in the second minus lost in the first, counted for each sampling unit.</summary>
    public static int[] OfLossCounts(IEnumerable<RecordPair> pairs) =>
        [.. SamplingUnits.Group(pairs, p => p.Source, p => p.Seed).Select(unit => unit.Sum(p => (p.Second.Lost ? 1 : 0) - (p.First.Lost ? 1 : 0)))];

    private static Difference? OfMeans(IReadOnlyList<RecordPair> pairs, Func<QualityRecord, double?> value, ulong seed)
    {
        var complete = Complete(pairs, value);
        if (complete.Length == 0)
            return null;
        var differences = OfUnits(complete, value);
        var (t, bootstrap) = (PairedT.Of(differences), Bootstrap.OfMean(differences, seed));
        return new Difference
        {
            First = Rounding.Value(Means(complete, p => value(p.First)!.Value).Average()),
            Second = Rounding.Value(Means(complete, p => value(p.Second)!.Value).Average()),
            Mean = Rounding.Value(differences.Average()),
            Low95 = Rounding.Value(t?.Low),
            High95 = Rounding.Value(t?.High),
            BootstrapLow95 = Rounding.Value(bootstrap?.Low),
            BootstrapHigh95 = Rounding.Value(bootstrap?.High),
            PValue = PairedT.TwoSided(differences),
        };
    }

    private static Difference OfLosses(IReadOnlyList<RecordPair> pairs)
    {
        var (both, onlyFirst) = (pairs.Count(p => p.First.Lost && p.Second.Lost), pairs.Count(p => p.First.Lost && !p.Second.Lost));
        var onlySecond = pairs.Count(p => !p.First.Lost && p.Second.Lost);
        var interval = Wilson.OfPairedDifference(both, onlySecond, onlyFirst, pairs.Count - both - onlyFirst - onlySecond);
        var counts = OfLossCounts(pairs);
        return new Difference
        {
            First = Rounding.Value((double)(both + onlyFirst) / pairs.Count),
            Second = Rounding.Value((double)(both + onlySecond) / pairs.Count),
            Mean = Rounding.Value((double)(onlySecond - onlyFirst) / pairs.Count),
            Low95 = Rounding.Value(interval.Low),
            High95 = Rounding.Value(interval.High),
            PValue = SignFlip.IsTest(counts) ? SignFlip.TwoSided(counts) : null,
        };
    }

    private static Difference?[] Correct(IReadOnlyList<PairedDifferences> all, Func<PairedDifferences, Difference?> of)
    {
        var adjusted = Holm.Adjust([.. all.Select(d => of(d)?.PValue)]);
        return [.. all.Select((d, i) => of(d) is not { } difference ? null : difference with
        {
            PValue = Rounding.Probability(difference.PValue),
            PHolm = Rounding.Probability(adjusted[i]),
            Significant = adjusted[i] < Holm.Level,
        })];
    }

    private static RecordPair[] Complete(IEnumerable<RecordPair> pairs, Func<QualityRecord, double?> value) =>
        [.. pairs.Where(p => value(p.First) is not null && value(p.Second) is not null)];

    private static double[] Means(IEnumerable<RecordPair> pairs, Func<RecordPair, double> value) =>
        SamplingUnits.Means(pairs, p => p.Source, p => p.Seed, value);
}
