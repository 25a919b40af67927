using SemCom.Coding;

namespace SemCom.Receiver.Decoding;

/// <summary>
/// Turns the symbols of one <see cref="CodedBlockFormat"/> back into the message, or says that it cannot. Nothing is allocated after construction;
/// one instance serves one thread at a time.
/// </summary>
public sealed class BlockDecoder
{
    private readonly CodedBlockFormat _format;
    private readonly QamDemapper _demapper;
    private readonly PolarListDecoder _decoder;
    private readonly float[] _llrs;
    private readonly byte[] _segment;

    /// <summary>Creates the decoder.</summary>
    /// <param name="format">The format that the message was encoded with.</param>
    /// <param name="listSize">Paths of the list decoder, 1..256.</param>
    /// <param name="rule">How LLRs are computed.</param>
    public BlockDecoder(CodedBlockFormat format, int listSize = PolarListDecoder.DefaultListSize, DemapperRule rule = DemapperRule.MaxLog)
    {
        ArgumentNullException.ThrowIfNull(format);
        _format = format;
        _demapper = new QamDemapper(format.Constellation, rule);
        _decoder = new PolarListDecoder(format.Code, format.Check, listSize);
        _llrs = new float[format.Code.CodedLength];
        _segment = new byte[format.SegmentMessageBits];
    }

    /// <summary>Decodes a message.</summary>
    /// <param name="symbols">SymbolCount equalised symbols.</param>
    /// <param name="noisePower">Effective noise power N0 of each symbol, linear, N0/2 per real dimension; +∞ where nothing was received.</param>
    /// <param name="message">Receives MessageBits bits, one per byte; all zero on failure.</param>
    /// <returns>True when every segment passed its CRC; false when any did not.</returns>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    public bool TryDecode(ReadOnlySpan<Complex32> symbols, ReadOnlySpan<float> noisePower, Span<byte> message)
    {
        if (symbols.Length != _format.SymbolCount)
            throw new ArgumentException($"the format takes {_format.SymbolCount} symbols (got {symbols.Length})", nameof(symbols));
        if (noisePower.Length != symbols.Length)
            throw new ArgumentException($"{symbols.Length} symbols need as many noise powers (got {noisePower.Length})", nameof(noisePower));
        if (message.Length != _format.MessageBits)
            throw new ArgumentException($"the format carries {_format.MessageBits} bits (room for {message.Length})", nameof(message));
        var perSegment = _format.SymbolsPerSegment;
        for (var segment = 0; segment < _format.SegmentCount; segment++)
        {
            var start = segment * perSegment;
            _demapper.Demap(symbols.Slice(start, perSegment), noisePower.Slice(start, perSegment), _llrs);
            Descramble(_format.Scrambler(segment));
            if (!DecodeSegment(message[(segment * _segment.Length)..]))
            {
                message.Clear();
                return false;
            }
        }
        return true;
    }

    /// <summary>Decodes one segment into the start of <paramref name="rest"/>; what does not fit was filled up with zeros and must be zero.</summary>
    private bool DecodeSegment(Span<byte> rest)
    {
        if (!_decoder.TryDecode(_llrs, _segment))
            return false;
        var length = Math.Min(rest.Length, _segment.Length);
        _segment.AsSpan(0, length).CopyTo(rest);
        return !_segment.AsSpan(length).ContainsAnyExcept((byte)0);
    }

    private void Descramble(ReadOnlySpan<byte> scrambler)
    {
        for (var i = 0; i < _llrs.Length; i++)
            _llrs[i] *= 1 - 2 * scrambler[i];
    }
}
