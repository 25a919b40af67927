using SemCom.Channels;

namespace SemCom;

/// <summary>
/// Changed tiles as a mosaic in one analog frame, and before it a digital message that tells which they are. The frame's header says that it does not stand on its own: without the message nothing of it is
/// shown.
/// </summary>
internal sealed class PreparedTiles : PreparedPicture
{
    /// <summary>Messages meet a channel of their own: the number of the frame plus this.</summary>
    private const ulong Messages = 1UL << 60;

    private readonly PlannedLink _link;
    private readonly Picture _picture;
    private readonly byte[] _message;
    private readonly double _planSnrDb;
    private readonly TransmitFrame? _frame;
    private readonly ChangedTiles _tiles;

    private PreparedTiles(PlannedLink link, Picture picture, ChangedTiles tiles, double planSnrDb, TransmitFrame? frame)
    {
        (_link, _picture, _tiles, _planSnrDb, _frame) = (link, picture, tiles, planSnrDb, frame);
        _message = ChangedTilesMessage.ToBytes(tiles, picture.Width);
        // What the message costs does not depend on the channel: it is planned alike for all.
        var uses = link.Messages(planSnrDb).Size(_message.Length, planSnrDb).Uses;
        Ledger = new ChannelUseLedger(0, 0, 0, uses, 0) + (frame?.Ledger ?? new ChannelUseLedger(0, 0, 0, 0, 0));
    }

    public override ChannelUseLedger Ledger { get; }

    public static PreparedTiles Create(PlannedLink link, Picture picture, Picture before, SendingWay way, double planSnrDb)
    {
        var tiles = ChangedTiles.Between(picture, before);
        if (tiles.Count == 0)
            return new PreparedTiles(link, picture, tiles, planSnrDb, null);
        var mosaic = tiles.Gather(picture);
        return new PreparedTiles(link, picture, tiles, planSnrDb, link.Encode(mosaic, link.Plan(mosaic, way, planSnrDb) with { IsDifference = true }));
    }

    public override Reception<Picture> Send(double snrDb, ChannelRealization realization, Picture? shown = null)
    {
        if (shown is null)
            throw new SemComException("changed tiles: the receiver needs the picture that they belong to (was given none); send a whole picture first");
        var (arrived, sent) = _link.Messages(snrDb).Send(_message, _planSnrDb, realization with { Frame = realization.Frame + Messages }, _picture);
        if (arrived is null || ChangedTilesMessage.Read(arrived, shown.Width, shown.Height) is not { } tiles)
            return new Reception<Picture> { Loss = "the message that tells which tiles have changed was lost", EffectiveSnrDb = sent.Reception.EffectiveSnrDb };
        if (_frame is null || tiles.Count == 0)
            return new Reception<Picture> { Value = shown, EffectiveSnrDb = sent.Reception.EffectiveSnrDb, Confidence = 1 };
        var reception = _link.Receive(_frame, snrDb, realization, acceptDifference: true);
        if (reception.Value is not { } mosaic)
            return reception;
        return tiles.Place(mosaic, shown) is { } placed ? reception with { Value = placed } : reception with { Value = null, Loss = "the tiles do not fit the message before them" };
    }
}
