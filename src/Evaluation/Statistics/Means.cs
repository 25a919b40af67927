namespace SemCom.Evaluation;

/// <summary>Averages records that share system, channel, SNR and asked CBR.</summary>
internal static class Means
{
    /// <summary>Averages the records of one cell; there must be at least one.</summary>
    public static MeanRecord Of(SweepCell cell, IReadOnlyCollection<QualityRecord> records)
    {
        var psnrDb = records.Where(r => r.PsnrDb is not null)
            .GroupBy(r => r.Source, r => r.PsnrDb!.Value, StringComparer.Ordinal).Select(g => g.ToArray()).ToArray();
        return new MeanRecord
        {
            System = cell.System.Name,
            Channel = cell.Channel,
            SnrDb = cell.SnrDb,
            Cbr = Rounding.Cbr(records.Average(r => r.Cbr)),
            CbrAsked = Rounding.Cbr(cell.Cbr),
            N = records.Count,
            PsnrDb = Rounding.Value(records.Average(r => r.PsnrDb)),
            PsnrDbCi95 = Rounding.Value(HalfWidth(psnrDb.Length == 1 ? psnrDb[0] : [.. psnrDb.Select(g => g.Average())])),
            MsSsim = Rounding.Value(records.Average(r => r.MsSsim)),
            SemanticSimilarity = Rounding.Value(records.Average(r => r.SemanticSimilarity)),
            LossRate = Rounding.Value(records.Average(r => r.Lost ? 1.0 : 0.0)),
            EncodeMs = Rounding.Value(records.Average(r => r.EncodeMs)),
            DecodeMs = Rounding.Value(records.Average(r => r.DecodeMs)),
        };
    }

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
