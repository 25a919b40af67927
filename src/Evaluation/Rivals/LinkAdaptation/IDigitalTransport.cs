using SemCom.Channels;
using SemCom.Coding;

namespace SemCom.Evaluation.Rivals;

/// <summary>Bytes over a channel, as rivals see it. For any number of threads.</summary>
internal interface IDigitalTransport
{
    /// <summary>Bytes that fit a number of channel uses beside preamble, pilots, header and CRCs; 0 or less when none does.</summary>
    int MessageBytes(McsEntry mcs, int channelUses, double planSnrDb);

    /// <summary>Sends one message in one frame.</summary>
    TransportOutcome Send(TransportMessage message, McsEntry mcs, int channelUses, double planSnrDb, ChannelRealization realization);
}

/// <summary>Makes transports.</summary>
internal interface IDigitalTransports
{
    /// <summary>What computes their results: equal text, equal results.</summary>
    string Identity { get; }

    /// <summary>A transport over one channel.</summary>
    /// <param name="channel">Channel specification.</param>
    /// <param name="snrDb">Es/N0 per complex symbol, averaged over fading [dB].</param>
    /// <param name="genie">True gives the receiver the true channel state.</param>
    /// <exception cref="SemComException">The channel or the SNR cannot be used.</exception>
    IDigitalTransport Create(string channel, double snrDb, bool genie);
}

/// <summary>A codestream and what the frame's header says of it.</summary>
/// <param name="Bytes">The codestream.</param>
/// <param name="Content">Number of the codec and pixel format.</param>
/// <param name="Width">Pixels in a row of the original.</param>
/// <param name="Height">Rows of the original.</param>
internal sealed record TransportMessage(byte[] Bytes, int Content, int Width, int Height);

/// <summary>What came out of a transport.</summary>
/// <param name="Message">The bytes received; those of failed blocks are not to be trusted. Empty when the header could not be read.</param>
/// <param name="IntactBytes">Bytes in front of the first failed block.</param>
/// <param name="Correct">True when every CRC was right.</param>
/// <param name="Ledger">Channel uses by purpose.</param>
internal sealed record TransportOutcome(byte[] Message, int IntactBytes, bool Correct, ChannelUseLedger Ledger)
{
    /// <summary>Code blocks that were sent.</summary>
    public int Blocks { get; init; }

    /// <summary>Code blocks that were lost; all of them with the header.</summary>
    public int BlocksLost { get; init; }

    /// <summary>Length of the frame as MessagePack.</summary>
    public long BytesOnWire { get; init; }

    /// <summary>Time of coding and modulation.</summary>
    public TimeSpan EncodeTime { get; init; }

    /// <summary>Time of the simulated channel.</summary>
    public TimeSpan ChannelTime { get; init; }

    /// <summary>Time of estimation, demodulation and decoding.</summary>
    public TimeSpan DecodeTime { get; init; }
}
