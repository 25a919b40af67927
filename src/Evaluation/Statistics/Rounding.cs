namespace SemCom.Evaluation;

/// <summary>Decimals of numbers in results: 4, and 6 for the CBR, block error rates and probabilities of tests. Rounding happens once, before anything is averaged or written.</summary>
public static class Rounding
{
    /// <summary>Rounds every number of a record.</summary>
    public static QualityRecord Rounded(this QualityRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return record with
        {
            Cbr = Cbr(record.Cbr),
            PsnrDb = Value(record.PsnrDb),
            MsSsim = Value(record.MsSsim),
            Ssim = Value(record.Ssim),
            SemanticSimilarity = Value(record.SemanticSimilarity),
            PerceptualDistance = Value(record.PerceptualDistance),
            FocusShare = Value(record.FocusShare),
            PrivateShare = Value(record.PrivateShare),
            PsnrInsideDb = Value(record.PsnrInsideDb),
            PsnrOutsideDb = Value(record.PsnrOutsideDb),
            SiSdrDb = Value(record.SiSdrDb),
            Stoi = Value(record.Stoi),
            Video = record.Video is { } video
                ? video with { MeanFramePsnrDb = Value(video.MeanFramePsnrDb), TemporalPsnrDb = Value(video.TemporalPsnrDb) }
                : null,
            EncodeMs = Value(record.EncodeMs),
            ChannelMs = Value(record.ChannelMs),
            DecodeMs = Value(record.DecodeMs),
        };
    }

    internal static double Value(double value) => Math.Round(value, 4);

    internal static double? Value(double? value) => value is { } v ? Math.Round(v, 4) : null;

    internal static double Cbr(double value) => Math.Round(value, 6);

    internal static double Probability(double value) => Math.Round(value, 6);

    internal static double? Probability(double? value) => value is { } v ? Math.Round(v, 6) : null;
}
