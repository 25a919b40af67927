namespace SemCom;

/// <summary>One part of a sound on its way over a link, before it is judged: ours or a rival's.</summary>
/// <param name="Received">What arrived; null where it was lost.</param>
/// <param name="Ledger">Channel uses by purpose.</param>
/// <param name="BytesOnWire">Length of the frame as MessagePack; 0 when nothing was sent.</param>
/// <param name="Encode">Time at the transmitter.</param>
/// <param name="Air">Time for the simulated channel.</param>
/// <param name="Decode">Time at the receiver.</param>
public sealed record SpeechPassage(Sound? Received, ChannelUseLedger Ledger, long BytesOnWire, TimeSpan Encode, TimeSpan Air, TimeSpan Decode);
