using SemCom.Agents;
using SemCom.Channels;
using SemCom.Runtime.Quality;

namespace SemCom;

/// <summary>Tries pictures at home: with a receiver of the transmitter's own and noise of its own. Nothing of it goes over the air.</summary>
/// <param name="link">The link at home.</param>
/// <param name="embedder">What compares meanings.</param>
/// <param name="seed">Seed of the noise.</param>
public sealed class HomeTrial(PlannedLink link, PictureEmbedder embedder, ulong seed)
{
    /// <summary>Tries for each way, should one be lost.</summary>
    private const int Tries = 3;

    /// <summary>Frames at home are numbered from here on.</summary>
    private const ulong FirstFrame = 1UL << 50;

    private ulong _frame = FirstFrame;

    /// <summary>Tries a picture.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="seen">The picture, as the embedder sees it.</param>
    /// <param name="focus">What matters in it.</param>
    /// <param name="weights">How much better that is sent where a way is focused.</param>
    /// <param name="tries">Which ways are tried; null for all. Nothing is known of the others.</param>
    /// <exception cref="SemComException">A model is missing or damaged.</exception>
    public PictureTrial Try(Picture picture, PictureEmbedding seen, RegionMask focus, RegionWeights weights, Predicate<SendingWay>? tries = null)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var blocks = new Lazy<IReadOnlyList<AlteredTiles>>(() => AlteredTiles.Spread(picture, PictureTrial.BlocksAcross, PictureTrial.BlocksDown));
        return new PictureTrial([.. PictureTrial.Ways.Select(way => tries?.Invoke(way) == false ? RecordedOutcome.Lost
            : way.Sampling == FrameSampling.Regions ? RecordedOutcome.Mean([.. blocks.Value.Select(block => TryTiles(picture, seen, block, way))])
            : Try(() => link.Prepare(picture, way, PictureTrial.PlanSnrDb, weights), null, shown => PictureJudgement.Of(embedder, seen, picture, shown, focus).ToOutcome()))]);
    }

    private RecordedOutcome TryTiles(Picture picture, PictureEmbedding seen, AlteredTiles block, SendingWay way) =>
        Try(() => link.Prepare(picture, way, PictureTrial.PlanSnrDb, before: block.Before), block.Before, shown => block.Judge(embedder, seen, picture, shown));

    /// <summary>Nothing arrives, either, where a picture is so small that a way has no room for it.</summary>
    private RecordedOutcome Try(Func<PreparedPicture> prepare, Picture? before, Func<Picture, RecordedOutcome> judge)
    {
        try
        {
            var prepared = prepare();
            for (var i = 0; i < Tries; i++)
            {
                if (prepared.Send(PictureTrial.SnrDb, new ChannelRealization(seed, _frame++), before).Value is { } shown)
                    return judge(shown);
            }
        }
        catch (SemComException)
        {
            return RecordedOutcome.Lost;
        }
        return RecordedOutcome.Lost;
    }
}
