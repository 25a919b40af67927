namespace SemCom;

/// <summary>What came out at the other end of a link for symbols.</summary>
/// <param name="Reception">The equalised symbols; null when nothing usable arrived.</param>
/// <param name="Ledger">Channel uses by purpose.</param>
/// <param name="BytesOnWire">Length of the frame as MessagePack.</param>
/// <param name="Encode">Time for scaling and placing the symbols.</param>
/// <param name="Air">Time for the simulated channel.</param>
/// <param name="Decode">Time for estimation and equalisation.</param>
public sealed record SymbolPassage(ReceivedSymbols? Reception, ChannelUseLedger Ledger, long BytesOnWire, TimeSpan Encode, TimeSpan Air, TimeSpan Decode);
