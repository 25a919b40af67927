using SemCom.Coding;

namespace SemCom.Receiver.Decoding;

/// <summary>
/// CRC-aided successive cancellation list decoder for <see cref="PolarCode"/> (Tal and Vardy 2015; Niu and Chen 2012) with the LLR path metric
/// of Balatsoukas-Stimming, Bastani Parizi and Burg 2015. LLRs are positive for 0. Min-sum, float; nothing is allocated after
/// construction. One instance serves one thread at a time.
/// </summary>
public sealed class PolarListDecoder
{
    /// <summary>List size used where none is named.</summary>
    public const int DefaultListSize = 8;

    /// <summary>Largest list size.</summary>
    public const int MaxListSize = 256;

    private const float ShortenedLlr = 1e9f;
    private const float MaxLlr = 1e6f;

    private readonly PolarCode _code;
    private readonly Crc? _check;
    private readonly PolarListSearch _search;
    private readonly float[] _motherLlrs;
    private readonly byte[] _information;

    /// <summary>Creates the decoder.</summary>
    /// <param name="code">The code.</param>
    /// <param name="check">CRC at the end of the information bits; null decodes to the most likely path, right or wrong.</param>
    /// <param name="listSize">Paths kept, 1..256; 1 is plain successive cancellation.</param>
    /// <exception cref="ArgumentOutOfRangeException">The list size is outside its range.</exception>
    public PolarListDecoder(PolarCode code, Crc? check, int listSize = DefaultListSize)
    {
        ArgumentNullException.ThrowIfNull(code);
        ArgumentOutOfRangeException.ThrowIfLessThan(listSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(listSize, MaxListSize);
        (_code, _check) = (code, check);
        _search = new PolarListSearch(code, listSize);
        _motherLlrs = new float[code.MotherLength];
        _information = new byte[code.InformationLength];
    }

    /// <summary>Message bits: K − CRC length.</summary>
    public int MessageLength => _code.InformationLength - (_check?.Length ?? 0);

    /// <summary>Decodes one block.</summary>
    /// <param name="codedLlrs">LLRs of the E coded bits; repeated bits are combined. NaN counts as 0.</param>
    /// <param name="message">Receives the <see cref="MessageLength"/> message bits, one per byte; all zero on failure.</param>
    /// <returns>False when no path on the list has a valid CRC.</returns>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    public bool TryDecode(ReadOnlySpan<float> codedLlrs, Span<byte> message)
    {
        if (codedLlrs.Length != _code.CodedLength)
            throw new ArgumentException($"the code has {_code.CodedLength} coded bits (got {codedLlrs.Length} LLRs)", nameof(codedLlrs));
        if (message.Length != MessageLength)
            throw new ArgumentException($"the code carries {MessageLength} message bits (room for {message.Length})", nameof(message));
        RecoverRate(codedLlrs);
        _search.Run(_motherLlrs);
        for (var rank = 0; rank < _search.PathCount; rank++)
        {
            _search.Information(rank, _information);
            if (_check is { } check && !check.IsValid(_information))
                continue;
            _information.AsSpan(0, MessageLength).CopyTo(message);
            return true;
        }
        message.Clear();
        return false;
    }

    /// <summary>Undoes TS 38.212 §5.4.1: adds up repeated bits, leaves 0 for punctured ones and certainty for shortened ones.</summary>
    private void RecoverRate(ReadOnlySpan<float> codedLlrs)
    {
        Array.Clear(_motherLlrs);
        var sources = _code.CodedBitSources;
        for (var i = 0; i < codedLlrs.Length; i++)
        {
            var llr = codedLlrs[i];
            _motherLlrs[sources[i]] += float.IsNaN(llr) ? 0 : Math.Clamp(llr, -MaxLlr, MaxLlr);
        }
        foreach (var position in _code.ShortenedPositions)
            _motherLlrs[position] = ShortenedLlr;
    }
}
