using SemCom.Coding;

namespace SemCom.Evaluation.Rivals;

/// <summary>What a rival's transmitter decided for one picture.</summary>
/// <param name="Mcs">Modulation and code rate.</param>
/// <param name="Rung">The encoding that is sent.</param>
internal sealed record RivalPlan(McsEntry Mcs, Rung Rung);

/// <summary>Plans transmissions with what a transmitter knows: the picture, the channel's kind, the budget and the planned SNR.</summary>
/// <param name="bench">Encodings and error rates.</param>
/// <param name="options">What was fixed by the user.</param>
internal sealed class RivalPlanner(RivalWorkbench bench, RivalOptions options)
{
    /// <summary>The codec, resolution, quality and MCS with the highest expected PSNR; null when no codestream is small enough.</summary>
    public RivalPlan? Plan(RivalPicture picture, IReadOnlyList<RivalCodec> codecs, LinkPoint point)
    {
        var link = bench.Transports.Create(point.Channel, point.PlanSnrDb, point.Genie);
        IEnumerable<RivalDraft> Drafts(IEnumerable<RivalCodec> some) => some.Select(codec => Draft(picture, codec, point, link)).OfType<RivalDraft>();
        var drafts = Drafts(codecs.Where(codec => codec.Leads)).ToList();
        if (drafts.Count == 0)
            drafts.AddRange(Drafts(codecs.Where(codec => !codec.Leads)));
        var plans = RateSearch.Promising(drafts, draft => draft.ExpectedPsnrDb).Select(draft => Plan(picture, draft));
        return RateSearch.BestOf([.. plans.OfType<RivalPlan>()], plan => ExpectedPsnrDb(picture, plan, point));
    }

    /// <summary>A codec's MCS, and what is expected of it before it is searched exactly; null when nothing is small enough.</summary>
    private RivalDraft? Draft(RivalPicture picture, RivalCodec codec, LinkPoint point, IDigitalTransport link)
    {
        double? Predicted(McsEntry mcs) => link.MessageBytes(mcs, point.ChannelUses, point.PlanSnrDb) is var bytes and > 0
            ? bench.Search.PredictedPsnrDb(picture, codec, bytes, options.Resize)
            : null;
        var mcs = options.Mcs ?? bench.Adaptation.Choose(point, options.Candidates, Predicted, picture.GreyPsnrDb);
        return mcs is not null && Predicted(mcs) is { } psnrDb
            ? new RivalDraft(codec, mcs, link.MessageBytes(mcs, point.ChannelUses, point.PlanSnrDb), bench.Adaptation.ExpectedPsnrDb(point, mcs, psnrDb, picture.GreyPsnrDb))
            : null;
    }

    private RivalPlan? Plan(RivalPicture picture, RivalDraft draft) =>
        bench.Search.Best(picture, draft.Codec, draft.Bytes, options.Resize) is { } rung ? new RivalPlan(draft.Mcs, rung) : null;

    private double ExpectedPsnrDb(RivalPicture picture, RivalPlan plan, LinkPoint point) =>
        bench.Adaptation.ExpectedPsnrDb(point, plan.Mcs, bench.Ladder.PsnrDb(picture, plan.Rung), picture.GreyPsnrDb);

    private sealed record RivalDraft(RivalCodec Codec, McsEntry Mcs, int Bytes, double ExpectedPsnrDb);
}
