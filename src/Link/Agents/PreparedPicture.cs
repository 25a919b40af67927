using SemCom.Channels;

namespace SemCom;

/// <summary>A picture that is ready to be sent by a plan.</summary>
public abstract class PreparedPicture
{
    /// <summary>Channel uses by purpose.</summary>
    public abstract ChannelUseLedger Ledger { get; }

    /// <summary>Sends it over the air and reads it.</summary>
    /// <param name="snrDb">True SNR, the power included [dB].</param>
    /// <param name="realization">Which draw of noise and fading.</param>
    /// <param name="shown">The picture that the receiver has of those against which tiles have changed; needed for tiles.</param>
    public abstract Reception<Picture> Send(double snrDb, ChannelRealization realization, Picture? shown = null);
}
