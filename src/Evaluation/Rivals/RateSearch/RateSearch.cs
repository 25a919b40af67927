namespace SemCom.Evaluation.Rivals;

/// <summary>
/// Finds the resolution and quality with the best PSNR that fit a byte budget. Every search takes the same path whatever has been encoded before.
/// </summary>
/// <param name="ladder">Encodes and remembers.</param>
internal sealed class RateSearch(EncodeLadder ladder)
{
    /// <summary>What is predicted to be worse than another by more than this is not searched exactly [dB]; predictions err by a few hundredths of a decibel.</summary>
    public const double HopelessDb = 0.15;

    private const int InterpolationSteps = 4;
    private const double FullEnough = 0.995;

    /// <summary>The best encoding of at most <paramref name="budgetBytes"/> bytes; null when none is as small as that.</summary>
    public Rung? Best(RivalPicture picture, RivalCodec codec, int budgetBytes, bool resize)
    {
        var rungs = Promising(Predictions(picture, codec, budgetBytes, resize), p => p.PsnrDb).Select(p => LargestFitting(picture, p.First, budgetBytes));
        return BestOf([.. rungs.OfType<Rung>()], rung => ladder.PsnrDb(picture, rung));
    }

    /// <summary>
    /// About the PSNR that <see cref="Best"/> reaches [dB], interpolated between coarse rungs; null when nothing fits. Costs a fraction and never falls as the
    /// budget grows, except for a few hundredths of a decibel.
    /// </summary>
    public double? PredictedPsnrDb(RivalPicture picture, RivalCodec codec, int budgetBytes, bool resize) =>
        Predictions(picture, codec, budgetBytes, resize) is { Count: > 0 } predictions ? predictions.Max(p => p.PsnrDb) : null;

    /// <summary>What is not predicted to be hopeless beside the best.</summary>
    public static IEnumerable<T> Promising<T>(IReadOnlyList<T> all, Func<T, double> predictedDb)
    {
        var best = all.Select(predictedDb).DefaultIfEmpty().Max();
        return all.Where(one => predictedDb(one) >= best - HopelessDb);
    }

    /// <summary>The best one of what was searched exactly; null when there is none. Where there is but one, it need not be decoded to be judged.</summary>
    public static T? BestOf<T>(IReadOnlyList<T> searched, Func<T, double> psnrDb)
        where T : class => searched.Count == 1 ? searched[0] : searched.MaxBy(psnrDb);

    /// <summary>Goes down in resolution as long as that helps; what a resolution cannot reach even without coding is not tried.</summary>
    /// <returns>The lowest rung of each format and resolution at which something fits, and what is predicted of the best one there.</returns>
    private List<(Rung First, double PsnrDb)> Predictions(RivalPicture picture, RivalCodec codec, int budgetBytes, bool resize)
    {
        var predictions = new List<(Rung, double)>();
        var bitsPerPixel = 8.0 * budgetBytes / (picture.Picture.Width * picture.Picture.Height);
        for (var format = 0; format < codec.Formats.Count; format++)
        {
            if (!codec.IsWorthTrying(format, bitsPerPixel))
                continue;
            double? best = null;
            foreach (var factor in resize ? ResolutionFactor.All : [ResolutionFactor.One])
            {
                if (best is { } reached && ladder.CeilingDb(picture, factor) <= reached)
                    break;
                var first = new Rung(codec, format, factor, 0);
                var psnrDb = Interpolated(picture, first, budgetBytes);
                if (best is not null && !(psnrDb > best - HopelessDb))
                    break;
                if (psnrDb is { } value)
                    predictions.Add((first, value));
                if (!(best >= psnrDb))
                    best = psnrDb;
            }
        }
        return predictions;
    }

    private Rung? LargestFitting(RivalPicture picture, Rung first, int budgetBytes)
    {
        int Bytes(int quality) => ladder.Bytes(picture, first with { Quality = quality });
        if (Bracket(Bytes, first.Codec, budgetBytes) is not var (low, high))
            return null;
        for (var step = 0; high - low > 1 && Bytes(low) < FullEnough * budgetBytes; step++)
        {
            var at = (low + high) / 2;
            if (step < InterpolationSteps)
                at = Math.Clamp(low + (int)(Share(budgetBytes, Bytes(low), Bytes(high)) * (high - low)), low + 1, high - 1);
            if (Bytes(at) <= budgetBytes)
                low = at;
            else
                high = at;
        }
        return first with { Quality = low };
    }

    private double? Interpolated(RivalPicture picture, Rung first, int budgetBytes)
    {
        int Bytes(int quality) => ladder.Bytes(picture, first with { Quality = quality });
        double PsnrDb(int quality) => ladder.PsnrDb(picture, first with { Quality = quality });
        if (Bracket(Bytes, first.Codec, budgetBytes) is not var (low, high))
            return null;
        return low == high ? PsnrDb(low) : PsnrDb(low) + Share(budgetBytes, Bytes(low), Bytes(high)) * (PsnrDb(high) - PsnrDb(low));
    }

    /// <summary>The two neighbouring coarse rungs of which the first fits and the second does not; twice the finest when that fits, null when none does.</summary>
    private static (int Low, int High)? Bracket(Func<int, int> bytes, RivalCodec codec, int budgetBytes)
    {
        int Quality(int coarse) => codec.CoarseQuality((double)coarse / codec.CoarseSteps);
        var (fits, tooLarge) = (-1, codec.CoarseSteps + 1);
        while (tooLarge - fits > 1)
        {
            var middle = (fits + tooLarge) / 2;
            if (bytes(Quality(middle)) <= budgetBytes)
                fits = middle;
            else
                tooLarge = middle;
        }
        return fits < 0 ? null : (Quality(fits), Quality(Math.Min(tooLarge, codec.CoarseSteps)));
    }

    /// <summary>Where the budget lies between two sizes, on a logarithmic scale: 0 at the lower.</summary>
    private static double Share(int budgetBytes, int lowBytes, int highBytes) =>
        highBytes <= lowBytes ? 0 : Math.Clamp(Math.Log((double)budgetBytes / lowBytes) / Math.Log((double)highBytes / lowBytes), 0, 1);
}
