namespace SemCom.Coding;

/// <summary>
/// How a message of a known number of bits crosses the channel: cut into equal segments (the last one filled up with
/// zeros), each with its CRC, polar-coded, scrambled and mapped. Immutable; both ends are built from one instance. The CRC starts
/// with ones (TS 38.212 §7.3.2) and the coded bits are scrambled, so that silence is no valid block.
/// </summary>
public sealed class CodedBlockFormat
{
    /// <summary>Longest message in bits.</summary>
    public const int MaxMessageBits = 1 << 22;

    private const uint ScramblerInitialValue = 0x5EC0;

    private readonly byte[] _scrambler;

    private CodedBlockFormat(int messageBits, int segmentCount, int symbolsPerSegment, Constellation constellation, Crc check)
    {
        (MessageBits, SegmentCount, SymbolsPerSegment) = (messageBits, segmentCount, symbolsPerSegment);
        (Constellation, Check) = (constellation, check.WithLeadingOnes());
        SegmentMessageBits = CeilingOfQuotient(messageBits, segmentCount);
        Code = new PolarCode(SegmentMessageBits + check.Length, symbolsPerSegment * constellation.BitsPerSymbol, interleaveCodedBits: true);
        _scrambler = new byte[segmentCount * Code.CodedLength];
        GoldSequence.Fill(ScramblerInitialValue, _scrambler);
    }

    /// <summary>Bits of the message, 1..<see cref="MaxMessageBits"/>.</summary>
    public int MessageBits { get; }

    /// <summary>Segments that the message is cut into.</summary>
    public int SegmentCount { get; }

    /// <summary>Message bits in each segment; the last one holds what is left, then zeros.</summary>
    public int SegmentMessageBits { get; }

    /// <summary>Channel uses of one segment.</summary>
    public int SymbolsPerSegment { get; }

    /// <summary>Channel uses of the whole message.</summary>
    public int SymbolCount => SegmentCount * SymbolsPerSegment;

    /// <summary>Code of every segment.</summary>
    public PolarCode Code { get; }

    /// <summary>CRC of every segment; a list decoder accepts a wrong one with a probability of at most list size · 2^−length.</summary>
    public Crc Check { get; }

    /// <summary>Constellation of every symbol.</summary>
    public Constellation Constellation { get; }

    /// <summary>Format for a message of any length: segments with CRC16 at the given protection.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number of bits is outside 1..<see cref="MaxMessageBits"/>.</exception>
    public static CodedBlockFormat For(int messageBits, ProtectionLevel protection)
    {
        ArgumentNullException.ThrowIfNull(protection);
        ArgumentOutOfRangeException.ThrowIfLessThan(messageBits, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(messageBits, MaxMessageBits);
        var (segmentCount, symbolsPerSegment) = Segments(messageBits, protection);
        return new CodedBlockFormat(messageBits, segmentCount, symbolsPerSegment, protection.Constellation, Crc.Crc16);
    }

    /// <summary>Channel uses of <see cref="For"/>, without building the format.</summary>
    public static int SymbolCountOf(int messageBits, ProtectionLevel protection)
    {
        ArgumentNullException.ThrowIfNull(protection);
        var (segmentCount, symbolsPerSegment) = Segments(messageBits, protection);
        return segmentCount * symbolsPerSegment;
    }

    /// <summary>Channel uses of <see cref="ForHeader(int, ProtectionLevel)"/>, without building the format.</summary>
    public static int HeaderSymbolCount(int messageBits, ProtectionLevel protection)
    {
        ArgumentNullException.ThrowIfNull(protection);
        return protection.SymbolCount(messageBits + Crc.Crc24C.Length);
    }

    /// <summary>Format for a header: one segment with CRC24C at the given protection.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number of bits is outside 1..1000.</exception>
    public static CodedBlockFormat ForHeader(int messageBits, ProtectionLevel protection)
    {
        ArgumentNullException.ThrowIfNull(protection);
        return ForHeader(messageBits, protection.Constellation, HeaderSymbolCount(messageBits, protection));
    }

    /// <summary>Format for a header that fills exactly <paramref name="symbolCount"/> channel uses: one segment with CRC24C.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number of bits is outside 1..1000, or the symbols cannot hold them.</exception>
    public static CodedBlockFormat ForHeader(int messageBits, Constellation constellation, int symbolCount)
    {
        ArgumentNullException.ThrowIfNull(constellation);
        ArgumentOutOfRangeException.ThrowIfLessThan(messageBits, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(messageBits, PolarCode.MaxMotherLength - Crc.Crc24C.Length);
        return new CodedBlockFormat(messageBits, 1, symbolCount, constellation, Crc.Crc24C);
    }

    /// <summary>The scrambling bits of one segment, one for each coded bit.</summary>
    public ReadOnlySpan<byte> Scrambler(int segment) => _scrambler.AsSpan(segment * Code.CodedLength, Code.CodedLength);

    /// <summary>
    /// The symbols that carry a message. The transmitter sends them; a receiver that has decoded the message may use them as pilots.
    /// </summary>
    /// <param name="message">MessageBits bits, one per byte, 0 or 1.</param>
    /// <param name="symbols">Receives <see cref="SymbolCount"/> symbols of unit mean power.</param>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    public void Modulate(ReadOnlySpan<byte> message, Span<Complex32> symbols)
    {
        if (message.Length != MessageBits)
            throw new ArgumentException($"the format carries {MessageBits} bits (got {message.Length})", nameof(message));
        if (symbols.Length != SymbolCount)
            throw new ArgumentException($"the format takes {SymbolCount} symbols (room for {symbols.Length})", nameof(symbols));
        var information = new byte[Code.InformationLength];
        var coded = new byte[Code.CodedLength];
        for (var segment = 0; segment < SegmentCount; segment++)
        {
            Array.Clear(information);
            SegmentOf(message, segment).CopyTo(information);
            Check.Append(information);
            Code.Encode(information, coded);
            var scrambler = Scrambler(segment);
            for (var i = 0; i < coded.Length; i++)
                coded[i] ^= scrambler[i];
            Constellation.Map(coded, symbols.Slice(segment * SymbolsPerSegment, SymbolsPerSegment));
        }
    }

    /// <summary>The part of the message that one segment carries.</summary>
    public ReadOnlySpan<byte> SegmentOf(ReadOnlySpan<byte> message, int segment)
    {
        var start = segment * SegmentMessageBits;
        return message[start..Math.Min(start + SegmentMessageBits, message.Length)];
    }

    private static (int Count, int Symbols) Segments(int messageBits, ProtectionLevel protection)
    {
        var check = Crc.Crc16.Length;
        var wanted = CeilingOfQuotient(messageBits, protection.MaxSegmentLength - check);
        var segmentBits = CeilingOfQuotient(messageBits, wanted);
        return (CeilingOfQuotient(messageBits, segmentBits), protection.SymbolCount(segmentBits + check));
    }

    private static int CeilingOfQuotient(int value, int divisor) => (value + divisor - 1) / divisor;
}
