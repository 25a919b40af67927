using SemCom.Coding;

namespace SemCom.Evaluation.Rivals;

/// <summary>What a rival's transmitter decided for one picture.</summary>
/// <param name="Mcs">Modulation and code rate.</param>
/// <param name="Rung">The encoding that is sent.</param>
/// <param name="ExpectedPsnrDb">Expected PSNR at the planned SNR [dB].</param>
internal sealed record RivalPlan(McsEntry Mcs, Rung Rung, double ExpectedPsnrDb);

/// <summary>Plans transmissions with what a transmitter knows: the picture, the channel's kind, the budget and the planned SNR.</summary>
/// <param name="bench">Encodings and error rates.</param>
/// <param name="options">What was fixed by the user.</param>
internal sealed class RivalPlanner(RivalWorkbench bench, RivalOptions options)
{
    /// <summary>The codec, resolution, quality and MCS with the highest expected PSNR; null when no codestream is small enough.</summary>
    public RivalPlan? Plan(RivalPicture picture, IEnumerable<RivalCodec> codecs, LinkPoint point)
    {
        var link = bench.Transports.Create(point.Channel, point.PlanSnrDb, point.Genie);
        var drafts = codecs.Select(codec => Draft(picture, codec, point, link)).OfType<RivalDraft>().ToList();
        return drafts.Where(draft => draft.ExpectedPsnrDb >= drafts.Max(any => any.ExpectedPsnrDb) - RateSearch.HopelessDb)
            .Select(draft => Plan(picture, draft, point)).OfType<RivalPlan>().MaxBy(plan => plan.ExpectedPsnrDb);
    }

    /// <summary>A codec's MCS, and what is expected of it before it is searched exactly; null when nothing is small enough.</summary>
    private RivalDraft? Draft(RivalPicture picture, RivalCodec codec, LinkPoint point, IDigitalTransport link)
    {
        double? Predicted(McsEntry mcs) => link.MessageBytes(mcs, point.ChannelUses, point.PlanSnrDb) is var bytes and > 0
            ? bench.Search.PredictedPsnrDb(picture, codec, bytes, options.Resize)
            : null;
        var mcs = options.Mcs ?? bench.Adaptation.Choose(point, McsLadder.All, Predicted, picture.GreyPsnrDb);
        return mcs is not null && Predicted(mcs) is { } psnrDb
            ? new RivalDraft(codec, mcs, link.MessageBytes(mcs, point.ChannelUses, point.PlanSnrDb), bench.Adaptation.ExpectedPsnrDb(point, mcs, psnrDb, picture.GreyPsnrDb))
            : null;
    }

    private RivalPlan? Plan(RivalPicture picture, RivalDraft draft, LinkPoint point)
    {
        if (bench.Search.Best(picture, draft.Codec, draft.Bytes, options.Resize) is not { } rung)
            return null;
        var psnrDb = bench.Ladder.PsnrDb(picture, rung);
        return new RivalPlan(draft.Mcs, rung, bench.Adaptation.ExpectedPsnrDb(point, draft.Mcs, psnrDb, picture.GreyPsnrDb));
    }

    private sealed record RivalDraft(RivalCodec Codec, McsEntry Mcs, int Bytes, double ExpectedPsnrDb);
}
