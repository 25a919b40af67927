using SemCom.Channels;

namespace SemCom;

/// <summary>A whole picture as analog symbols.</summary>
internal sealed class PreparedSymbols(PlannedLink link, TransmitFrame frame, Picture picture) : PreparedPicture
{
    public override ChannelUseLedger Ledger => frame.Ledger;

    public override Reception<Picture> Send(double snrDb, ChannelRealization realization, Picture? shown = null)
    {
        var reception = link.Receive(frame, snrDb, realization);
        return reception.Value is { } value && (value.Width, value.Height) != (picture.Width, picture.Height) ? reception with { Value = null, Loss = "the frame is of another size than the stream" } : reception;
    }
}
