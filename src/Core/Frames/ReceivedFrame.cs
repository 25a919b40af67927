using SemCom.Wire;

namespace SemCom;

/// <summary>What a receiver gets: symbols from the channel, and nothing else unless the caller asked for a genie. Immutable.</summary>
/// <remarks>
/// On the wire a MessagePack array: ["semcom-rx", 2, antennas, symbols, genie, CRC-32C], where genie is nil or [symbols per gain, transmit antennas, gains,
/// N0 as float 64]. Symbols and gains are bytes, 8 each: I, Q as little-endian binary32.
/// </remarks>
public sealed class ReceivedFrame
{
    private const int GenieEntries = 4;
    private static readonly FrameEnvelope Envelope = new("semcom-rx", 2, 3);

    /// <summary>Binds symbols and, if asked for, the true channel.</summary>
    /// <param name="symbols">Received symbols, all finite [uses × antennas]; none when the frame never arrived, exactly zero where a channel use did not.</param>
    /// <param name="genie">The true channel, or null for an honest receiver.</param>
    /// <param name="antennas">Receive antennas, 1 to 4. The default is 1.</param>
    /// <exception cref="SemComException">A symbol is not finite, or the gains are too few or too many for the symbols.</exception>
    public ReceivedFrame(SymbolBlock symbols, ChannelState? genie = null, int antennas = 1)
    {
        ArgumentNullException.ThrowIfNull(symbols);
        var uses = SymbolBytes.UsesOf(symbols.Count, antennas);
        SymbolBytes.CheckFinite(symbols.Span, "received symbol");
        if (genie != null)
        {
            var count = ChannelState.GainCount(uses, genie.SymbolsPerGain) * genie.GainsPerGroup;
            if (genie.Gains.Length != count || genie.Antennas.Receive != antennas)
            {
                throw new SemComException($"{uses} channel uses at {antennas} antennas with {genie.SymbolsPerGain} per gain must have {count} channel gains "
                    + $"(was {genie.Gains.Length} for {genie.Antennas.Receive} antennas); pass the state of this frame");
            }
        }
        (Symbols, Genie, Antennas) = (symbols, genie, antennas);
    }

    /// <summary>Received symbols in the order of transmission, those of one channel use side by side [uses × antennas].</summary>
    public SymbolBlock Symbols { get; }

    /// <summary>Receive antennas.</summary>
    public int Antennas { get; }

    /// <summary>The true channel, or null: the receiver then knows only what it estimates.</summary>
    public ChannelState? Genie { get; }

    /// <summary>Length of <see cref="ToMessagePack"/> in bytes, computed without building it.</summary>
    public long MessagePackLength => Envelope.Length + MessagePackSize.Integer(Antennas) + BytesOf(Symbols.Count) + (Genie is null
        ? MessagePackSize.Nil
        : MessagePackSize.ContainerHead(GenieEntries) + MessagePackSize.Integer(Genie.SymbolsPerGain)
            + MessagePackSize.Integer(Genie.Antennas.Transmit) + BytesOf(Genie.Gains.Length) + MessagePackSize.Float64);

    /// <summary>The frame as bytes, for a file or a socket.</summary>
    public byte[] ToMessagePack()
    {
        var writer = Envelope.Open(MessagePackLength);
        writer.Write(Antennas);
        SymbolBytes.Write(Symbols.Span, writer.BeginBinary(SymbolBytes.BytesPerSymbol * Symbols.Count));
        if (Genie is null)
        {
            writer.WriteNil();
        }
        else
        {
            writer.WriteArrayHead(GenieEntries);
            writer.Write(Genie.SymbolsPerGain);
            writer.Write(Genie.Antennas.Transmit);
            SymbolBytes.Write(Genie.Gains, writer.BeginBinary(SymbolBytes.BytesPerSymbol * Genie.Gains.Length));
            writer.Write(Genie.NoisePower);
        }
        return FrameEnvelope.Close(writer);
    }

    /// <summary>The inverse of <see cref="ToMessagePack"/>.</summary>
    /// <exception cref="SemComException">Another format or version, damaged data, or contents that break the rules of the constructor.</exception>
    public static ReceivedFrame FromMessagePack(ReadOnlySpan<byte> data)
    {
        var reader = Envelope.Read(data);
        var antennas = reader.ReadInt32(1, AntennaScheme.MaxAntennas);
        var symbols = ReadSymbols(ref reader);
        ChannelState? genie = null;
        if (!reader.TryReadNil())
        {
            if (reader.ReadArrayHead(GenieEntries) != GenieEntries)
                throw reader.Fail("a channel state of another length");
            var symbolsPerGain = reader.ReadInt32(1, int.MaxValue);
            var scheme = AntennaScheme.Of(reader.ReadInt32(1, AntennaScheme.MaxAntennas), antennas);
            genie = new(ReadSymbols(ref reader), symbolsPerGain, reader.ReadDouble(), scheme);
        }
        FrameEnvelope.End(ref reader);
        return new(new(symbols), genie, antennas);
    }

    private static Complex32[] ReadSymbols(ref MessagePackReader reader)
    {
        var bytes = reader.ReadBinary(int.MaxValue);
        return bytes.Length % SymbolBytes.BytesPerSymbol == 0 ? SymbolBytes.Read(bytes) : throw reader.Fail("part of a symbol");
    }

    private static long BytesOf(int symbolCount) => MessagePackSize.Binary((long)SymbolBytes.BytesPerSymbol * symbolCount);
}
