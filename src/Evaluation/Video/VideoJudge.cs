namespace SemCom.Evaluation;

/// <summary>Judges what a viewer saw of a video, in one way for every system.</summary>
internal static class VideoJudge
{
    /// <summary>Pictures that networks look at.</summary>
    private const int Glances = 8;

    /// <summary>
    /// A record with PSNR over all frames, structural similarity as its mean over frames, and what networks say as its mean over a few frames that are spread evenly.
    /// </summary>
    /// <param name="record">System, model, mode, and the seeds of the link.</param>
    /// <param name="video">What was sent.</param>
    /// <param name="shown">What was seen.</param>
    /// <param name="sent">What it cost.</param>
    /// <param name="conditions">The link.</param>
    public static QualityRecord Record((string System, string? Model, string Mode) record, VideoPictures video, IReadOnlyList<Picture> shown, VideoSent sent, LinkConditions conditions)
    {
        var quality = VideoQuality.Compare(video.Pictures, shown);
        var (pictures, count) = (video.Pictures, video.Pictures.Count);
        var pixels = conditions.Metrics & ~PictureMetrics.Networks;
        var looks = Average(Enumerable.Range(0, count).Select(i => Judge(pictures[i], shown[i], pixels, conditions)));
        var glances = (conditions.Metrics & PictureMetrics.Networks) == PictureMetrics.None ? null
            : Average(Enumerable.Range(0, Math.Min(Glances, count)).Select(i => (int)((i + 0.5) * count / Math.Min(Glances, count))).Select(i => Judge(pictures[i], shown[i], conditions.Metrics & PictureMetrics.Networks, conditions)));
        return new QualityRecord
        {
            System = record.System,
            Model = record.Model,
            Mode = record.Mode,
            Source = "video",
            Modality = "video",
            Channel = conditions.Channel,
            Genie = conditions.Genie,
            SnrDb = conditions.SnrDb,
            PlanSnrDb = conditions.PlanSnrDb ?? conditions.SnrDb,
            Seed = conditions.Seed,
            Cbr = sent.Ledger.Total / ((double)pictures[0].ValueCount * count),
            Uses = UsesRecord.From(sent.Ledger),
            PsnrDb = quality.PsnrDb,
            MsSsim = looks.MsSsim,
            Ssim = looks.Ssim,
            SemanticSimilarity = glances?.SemanticSimilarity,
            PerceptualDistance = glances?.PerceptualDistance,
            Lost = sent.Lost == count,
            Blocks = sent.Blocks,
            BlocksLost = sent.BlocksLost,
            EncodeMs = sent.Encode.TotalMilliseconds / count,
            ChannelMs = sent.Air.TotalMilliseconds / count,
            DecodeMs = sent.Decode.TotalMilliseconds / count,
            BytesOnWire = sent.BytesOnWire,
            Video = new VideoRecord(count, sent.Lost)
            {
                MeanFramePsnrDb = quality.MeanFramePsnrDb,
                TemporalPsnrDb = quality.TemporalPsnrDb,
                RepeatedFrames = quality.RepeatedFrames,
                LongestFreeze = quality.LongestFreeze,
            },
        };
    }

    private static QualityRecord Judge(Picture sent, Picture shown, PictureMetrics metrics, LinkConditions conditions) =>
        PictureJudge.For(sent, metrics, conditions.Threads ?? 0).Judge(Blank, shown);

    private static QualityRecord Average(IEnumerable<QualityRecord> records)
    {
        var all = records.ToList();
        return Blank with
        {
            MsSsim = all.Average(r => r.MsSsim),
            Ssim = all.Average(r => r.Ssim),
            SemanticSimilarity = all.Average(r => r.SemanticSimilarity),
            PerceptualDistance = all.Average(r => r.PerceptualDistance),
        };
    }

    private static QualityRecord Blank { get; } = new()
    {
        System = "",
        Mode = "",
        Source = "",
        Modality = "picture",
        Channel = "",
        Genie = false,
        SnrDb = 0,
        PlanSnrDb = 0,
        Seed = 0,
        Cbr = 0,
        Uses = new UsesRecord(0, 0, 0, 0, 0, 0),
        Lost = false,
        EncodeMs = 0,
        ChannelMs = 0,
        DecodeMs = 0,
        BytesOnWire = 0,
    };
}
