using SemCom.Coding;
using SemCom.Framing;
using SemCom.Transmitter.Mapping;

namespace SemCom;

/// <summary>
/// The transmitting end for bytes: the output of a classical source codec, protected by NR LDPC and mapped to QAM, in frames with the same preamble,
/// pilots and header as semantic ones. Holds no state.
/// </summary>
public static class DigitalTransmitter
{
    /// <summary>Symbols behind the header that a budget leaves; 0 or less where it is too small.</summary>
    /// <param name="layout">Where known symbols stand.</param>
    /// <param name="headerProtection">Protection of the header.</param>
    /// <param name="uses">Channel uses of the whole frame.</param>
    public static int SymbolsFor(FrameLayout layout, ProtectionLevel headerProtection, int uses)
    {
        ArgumentNullException.ThrowIfNull(layout);
        return layout.DataFor(uses) - CodedBlockFormat.HeaderSymbolCount(FrameHeader.BitCount, headerProtection);
    }

    /// <summary>Encodes one message.</summary>
    /// <param name="message">Bytes, as many as the header says.</param>
    /// <param name="header">What the receiver is told.</param>
    /// <param name="headerProtection">Protection of the header.</param>
    /// <param name="layout">Where known symbols stand, on which grid and antennas.</param>
    /// <param name="sourceValueCount">Values of the source: 3·H·W for a picture.</param>
    /// <exception cref="SemComException">The message does not fit the symbols.</exception>
    public static TransmitFrame Encode(
        ReadOnlySpan<byte> message, DigitalHeader header, ProtectionLevel headerProtection, FrameLayout layout, int sourceValueCount)
    {
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentOutOfRangeException.ThrowIfNotEqual(message.Length, header.MessageBytes);
        var format = DigitalFormat.For(header)
            ?? throw new SemComException($"a message must fit its {header.Symbols} symbols (was {message.Length} bytes with {header.Mcs}); use more symbols or a shorter message");
        var bits = BitPacking.ToBits(message);
        var payload = new Complex32[header.Symbols];
        TransportModulator.Modulate(format, bits, payload);

        var headerFormat = CodedBlockFormat.ForHeader(FrameHeader.BitCount, headerProtection);
        var data = new Complex32[headerFormat.SymbolCount + payload.Length];
        headerFormat.Modulate(header.ToBits(), data.AsSpan(0, headerFormat.SymbolCount));
        FrameInterleaver.Spread(payload, data.AsSpan(headerFormat.SymbolCount));
        var symbols = FrameSymbols.Compose(layout, headerProtection, data);
        var antennas = layout.Antennas.Transmit;
        var (dataUses, headerUses) = (layout.UsesFor(data.Length), layout.UsesFor(headerFormat.SymbolCount));
        var ledger = new ChannelUseLedger(dataUses - headerUses, headerUses, symbols.Length / antennas - dataUses, SideInformation: 0, Knowledge: 0);
        return new TransmitFrame(new SymbolBlock(symbols), ledger, sourceValueCount, antennas);
    }
}
