using SemCom.Wire;

namespace SemCom;

/// <summary>What a transmitter hands to the channel: symbols, and what each of them was spent on. Immutable.</summary>
/// <remarks>
/// On the wire a MessagePack array: ["semcom-tx", 2, [payload, header, pilots, side information, knowledge], source values,
/// antennas, symbols, CRC-32C]. Symbols are bytes, 8 a symbol: I, Q as little-endian binary32. The ledger and the number of source
/// values are for the accounts; a receiver gets only symbols, see <see cref="ReceivedFrame"/>.
/// </remarks>
public sealed class TransmitFrame
{
    private const int LedgerEntries = 5;
    private static readonly FrameEnvelope Envelope = new("semcom-tx", 2, 4);

    /// <summary>Binds symbols and ledger.</summary>
    /// <param name="symbols">At least one symbol, all finite [uses × antennas].</param>
    /// <param name="ledger">Channel uses by purpose; their sum is the number of channel uses.</param>
    /// <param name="sourceValueCount">Values of the source, at least 1: 3·H·W for a picture.</param>
    /// <param name="antennas">Transmit antennas, 1 to 4. The default is 1.</param>
    /// <exception cref="SemComException">One of these rules is violated.</exception>
    public TransmitFrame(SymbolBlock symbols, ChannelUseLedger ledger, int sourceValueCount, int antennas = 1)
    {
        ArgumentNullException.ThrowIfNull(symbols);
        Guard.InRange(symbols.Count, 1, int.MaxValue, "number of symbols in a frame", "encode at least one value");
        Guard.InRange(sourceValueCount, 1, int.MaxValue, "number of source values", "state how many values were encoded");
        CheckLedger(ledger, SymbolBytes.UsesOf(symbols.Count, antennas));
        SymbolBytes.CheckFinite(symbols.Span, "symbol");
        (Symbols, Ledger, SourceValueCount, Antennas) = (symbols, ledger, sourceValueCount, antennas);
    }

    /// <summary>The symbols in the order in which they occupy the channel, those of one channel use side by side [uses × antennas].</summary>
    public SymbolBlock Symbols { get; }

    /// <summary>Transmit antennas.</summary>
    public int Antennas { get; }

    /// <summary>Channel uses by purpose.</summary>
    public ChannelUseLedger Ledger { get; }

    /// <summary>Values of the source: 3·H·W for a picture.</summary>
    public int SourceValueCount { get; }

    /// <summary>Channel bandwidth ratio: all channel uses / source values.</summary>
    public double Cbr => (double)Ledger.Total / SourceValueCount;

    /// <summary>Length of <see cref="ToMessagePack"/> in bytes, computed without building it.</summary>
    public long MessagePackLength => Envelope.Length + MessagePackSize.ContainerHead(LedgerEntries)
        + MessagePackSize.Integer(Ledger.Payload) + MessagePackSize.Integer(Ledger.Header) + MessagePackSize.Integer(Ledger.Pilots)
        + MessagePackSize.Integer(Ledger.SideInformation) + MessagePackSize.Integer(Ledger.Knowledge)
        + MessagePackSize.Integer(SourceValueCount) + MessagePackSize.Integer(Antennas)
        + MessagePackSize.Binary((long)SymbolBytes.BytesPerSymbol * Symbols.Count);

    /// <summary>The frame as bytes, for a file or a socket.</summary>
    public byte[] ToMessagePack()
    {
        var writer = Envelope.Open(MessagePackLength);
        writer.WriteArrayHead(LedgerEntries);
        writer.Write(Ledger.Payload);
        writer.Write(Ledger.Header);
        writer.Write(Ledger.Pilots);
        writer.Write(Ledger.SideInformation);
        writer.Write(Ledger.Knowledge);
        writer.Write(SourceValueCount);
        writer.Write(Antennas);
        SymbolBytes.Write(Symbols.Span, writer.BeginBinary(SymbolBytes.BytesPerSymbol * Symbols.Count));
        return FrameEnvelope.Close(writer);
    }

    /// <summary>The inverse of <see cref="ToMessagePack"/>.</summary>
    /// <exception cref="SemComException">Another format or version, damaged data, or contents that break the rules of the constructor.</exception>
    public static TransmitFrame FromMessagePack(ReadOnlySpan<byte> data)
    {
        var reader = Envelope.Read(data);
        if (reader.ReadArrayHead(LedgerEntries) != LedgerEntries)
            throw reader.Fail("a ledger of another length");
        var ledger = new ChannelUseLedger(
            reader.ReadInt32(0, int.MaxValue), reader.ReadInt32(0, int.MaxValue), reader.ReadInt32(0, int.MaxValue),
            reader.ReadInt32(0, int.MaxValue), reader.ReadInt32(0, int.MaxValue));
        var sourceValueCount = reader.ReadInt32(1, int.MaxValue);
        var antennas = reader.ReadInt32(1, AntennaScheme.MaxAntennas);
        var symbols = reader.ReadBinary(int.MaxValue);
        FrameEnvelope.End(ref reader);
        if (symbols.Length % SymbolBytes.BytesPerSymbol != 0)
            throw reader.Fail("part of a symbol");
        CheckLedger(ledger, SymbolBytes.UsesOf(symbols.Length / SymbolBytes.BytesPerSymbol, antennas));
        return new(new(SymbolBytes.Read(symbols)), ledger, sourceValueCount, antennas);
    }

    private static void CheckLedger(ChannelUseLedger ledger, int useCount)
    {
        ReadOnlySpan<int> uses = [ledger.Payload, ledger.Header, ledger.Pilots, ledger.SideInformation, ledger.Knowledge];
        long total = 0;
        foreach (var count in uses)
            total += Guard.InRange(count, 0, int.MaxValue, "each entry of a ledger", "count the channel uses again");
        if (total != useCount)
            throw new SemComException($"a ledger must add up to the number of channel uses, {useCount} (was {total}); count every channel use once");
    }
}
