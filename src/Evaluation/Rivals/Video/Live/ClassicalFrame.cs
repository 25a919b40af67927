namespace SemCom;

/// <summary>What became of a picture over a live classical link.</summary>
/// <param name="Shown">What a viewer sees: the decoded picture, or the last one that was.</param>
/// <param name="Lost">True when the frame did not arrive, or was not sent for want of channel uses.</param>
/// <param name="Ledger">Channel uses by purpose.</param>
/// <param name="Scheme">Modulation, code rate and resolution, for example <c>16qam-0.643 1/1</c>; "nothing fits" where nothing can be sent.</param>
public sealed record ClassicalFrame(Picture Shown, bool Lost, ChannelUseLedger Ledger, string Scheme)
{
    /// <summary>Number of the picture that is shown, with whose original it is to be compared: decoders may be a picture late. Null before there was any.</summary>
    public int? ShownNumber { get; init; }

    /// <summary>Bytes of the coded frame.</summary>
    public int Bytes { get; init; }

    /// <summary>Time of encoding and modulation.</summary>
    public TimeSpan Encode { get; init; }

    /// <summary>Time of the simulated channel.</summary>
    public TimeSpan Air { get; init; }

    /// <summary>Time of demodulation and decoding.</summary>
    public TimeSpan Decode { get; init; }
}
