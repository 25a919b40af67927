using SemCom.Channels;

namespace SemCom;

/// <summary>A whole picture as tokens.</summary>
internal sealed class PreparedTokens(PlannedLink link, PictureTokens tokens, Picture picture, SendingWay way, double planSnrDb) : PreparedPicture
{
    private readonly int _uses = PlannedLink.Uses(picture, way);

    /// <summary>The budget: a message shorter than possible has more parity.</summary>
    public override ChannelUseLedger Ledger => new(_uses, 0, 0, 0, 0);

    public override Reception<Picture> Send(double snrDb, ChannelRealization realization, Picture? shown = null) =>
        link.Tokens(snrDb, way.Mode == LinkMode.Generative).Send(tokens, picture, _uses, planSnrDb, way.MarginDb, realization, CancellationToken.None).Reception;
}
