namespace SemCom.Evaluation;

/// <summary>Averages records that share system, channel, SNR and asked CBR.</summary>
internal static class Means
{
    /// <summary>Averages the records of one cell; there must be at least one.</summary>
    public static MeanRecord Of(SweepCell cell, IReadOnlyCollection<QualityRecord> records)
    {
        var psnrDb = Units(records, r => r.PsnrDb);
        var bootstrap = Bootstrap.OfMean(psnrDb);
        var msSsim = Bootstrap.OfMean(Units(records, r => r.MsSsim));
        var sameClass = records.Select(r => r.SameClass).OfType<bool>().ToArray();
        var agreement = sameClass.Length > 0 ? Wilson.Of(sameClass.Count(same => same), sameClass.Length) : (Interval?)null;
        // Of a video, each of its frames counts.
        var (frames, lost) = (records.Sum(r => r.Video?.Frames ?? 1), records.Sum(r => r.Video?.FramesLost ?? (r.Lost ? 1 : 0)));
        var losses = Wilson.Of(lost, frames);
        var (blocks, blocksLost) = (records.Sum(r => r.Blocks ?? 0), records.Sum(r => r.BlocksLost ?? 0));
        var blockErrors = blocks > 0 ? Wilson.Of(blocksLost, blocks) : (Interval?)null;
        return new MeanRecord
        {
            System = cell.System.Name,
            Channel = cell.Channel,
            SnrDb = cell.SnrDb,
            Cbr = Rounding.Cbr(records.Average(r => r.Cbr)),
            CbrAsked = Rounding.Cbr(cell.Cbr),
            N = records.Count,
            PsnrDb = Rounding.Value(records.Average(r => r.PsnrDb)),
            PsnrDbCi95 = Rounding.Value(HalfWidth(psnrDb)),
            PsnrDbLow95 = Rounding.Value(bootstrap?.Low),
            PsnrDbHigh95 = Rounding.Value(bootstrap?.High),
            MsSsim = Rounding.Value(records.Average(r => r.MsSsim)),
            MsSsimLow95 = Rounding.Value(msSsim?.Low),
            MsSsimHigh95 = Rounding.Value(msSsim?.High),
            Ssim = Rounding.Value(records.Average(r => r.Ssim)),
            SemanticSimilarity = Rounding.Value(records.Average(r => r.SemanticSimilarity)),
            PerceptualDistance = Rounding.Value(records.Average(r => r.PerceptualDistance)),
            PsnrInsideDb = Rounding.Value(records.Average(r => r.PsnrInsideDb)),
            PsnrOutsideDb = Rounding.Value(records.Average(r => r.PsnrOutsideDb)),
            ClassAgreement = sameClass.Length > 0 ? Rounding.Value(sameClass.Average(same => same ? 1.0 : 0.0)) : null,
            ClassAgreementLow95 = Rounding.Value(agreement?.Low),
            ClassAgreementHigh95 = Rounding.Value(agreement?.High),
            SiSdrDb = Rounding.Value(records.Average(r => r.SiSdrDb)),
            SiSdrDbCi95 = Rounding.Value(HalfWidth(Units(records, r => r.SiSdrDb))),
            Stoi = Rounding.Value(records.Average(r => r.Stoi)),
            StoiCi95 = Rounding.Value(HalfWidth(Units(records, r => r.Stoi))),
            MeanFramePsnrDb = Rounding.Value(records.Average(r => r.Video?.MeanFramePsnrDb)),
            TemporalPsnrDb = Rounding.Value(records.Average(r => r.Video?.TemporalPsnrDb)),
            LossRate = Rounding.Value((double)lost / frames),
            LossRateLow95 = Rounding.Value(losses.Low),
            LossRateHigh95 = Rounding.Value(losses.High),
            BlockErrorRate = blocks > 0 ? Rounding.Probability(new ErrorCount(blocksLost, blocks).Rate) : null,
            BlockErrorRateLow95 = Rounding.Probability(blockErrors?.Low),
            BlockErrorRateHigh95 = Rounding.Probability(blockErrors?.High),
            EncodeMs = Rounding.Value(records.Average(r => r.EncodeMs)),
            DecodeMs = Rounding.Value(records.Average(r => r.DecodeMs)),
        };
    }

    private static double[] Units(IEnumerable<QualityRecord> records, Func<QualityRecord, double?> value) =>
        SamplingUnits.Means(records.Where(r => value(r) is not null), r => r.Source, r => r.Seed, r => value(r)!.Value);

    /// <summary>t·s/√n; null for fewer than two values.</summary>
    internal static double? HalfWidth(double[] values)
    {
        if (values.Length < 2)
            return null;
        var mean = values.Average();
        var variance = values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1);
        return StudentT.Quantile975(values.Length - 1) * Math.Sqrt(variance / values.Length);
    }
}
