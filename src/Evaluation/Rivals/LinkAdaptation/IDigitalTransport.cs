using SemCom.Channels;
using SemCom.Coding;

namespace SemCom.Evaluation.Rivals;

/// <summary>Bytes over a channel, as rivals see it. For any number of threads.</summary>
internal interface IDigitalTransport
{
    /// <summary>Bytes that fit a number of channel uses beside preamble, pilots, header and CRCs; 0 or less when none does.</summary>
    int MessageBytes(McsEntry mcs, int channelUses);

    /// <summary>Sends one message in one frame of at most <paramref name="channelUses"/>.</summary>
    TransportOutcome Send(byte[] message, McsEntry mcs, int channelUses, double planSnrDb, ChannelRealization realization);
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

/// <summary>What came out of a transport.</summary>
/// <param name="Message">The bytes received, as long as the message; those of failed blocks are not to be trusted. Empty when the header could not be read.</param>
/// <param name="IntactBytes">Bytes in front of the first failed block.</param>
/// <param name="Correct">True when every CRC was right.</param>
/// <param name="Ledger">Channel uses by purpose.</param>
/// <param name="EncodeTime">Time of coding and modulation.</param>
/// <param name="ChannelTime">Time of the simulated channel.</param>
/// <param name="DecodeTime">Time of estimation, demodulation and decoding.</param>
internal sealed record TransportOutcome(
    byte[] Message, int IntactBytes, bool Correct, ChannelUseLedger Ledger, TimeSpan EncodeTime, TimeSpan ChannelTime, TimeSpan DecodeTime);
