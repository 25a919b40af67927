using SemCom.Channels;
using SemCom.Runtime.Quality;

namespace SemCom.Agents;

/// <summary>Tries pictures at home: with a receiver of the transmitter's own and noise of its own. Nothing of it goes over the air.</summary>
/// <param name="link">The link at home.</param>
/// <param name="embedder">What compares meanings.</param>
/// <param name="seed">Seed of the noise.</param>
internal sealed class HomeTrial(PlannedLink link, PictureEmbedder embedder, ulong seed)
{
    /// <summary>Tries for each way, should one be lost.</summary>
    private const int Tries = 3;

    /// <summary>Frames at home are numbered from here on.</summary>
    private const ulong FirstFrame = 1UL << 50;

    private ulong _frame = FirstFrame;

    /// <summary>Tries a picture.</summary>
    public PictureTrial Try(Picture picture, PictureEmbedding seen, RegionMask focus)
    {
        var outcomes = PictureTrial.Ways.Select(way => Try(picture, seen, focus, way)).ToArray();
        return new PictureTrial(outcomes[0], outcomes[1], outcomes[2]);
    }

    /// <summary>Tries a picture in one way.</summary>
    public RecordedOutcome Try(Picture picture, PictureEmbedding seen, RegionMask focus, SendingWay way)
    {
        var prepared = link.Prepare(picture, way, PictureTrial.PlanSnrDb);
        for (var i = 0; i < Tries; i++)
        {
            if (prepared.Send(PictureTrial.SnrDb, new ChannelRealization(seed, _frame++)).Value is { } shown)
                return PictureJudgement.Of(embedder, seen, picture, shown, focus).ToOutcome();
        }
        var grey = PictureConcealment.Grey(picture.Width, picture.Height);
        return PictureJudgement.Of(embedder, seen, picture, grey, focus).ToOutcome() with { LossRate = 1 };
    }
}
