namespace SemCom.Coding;

/// <summary>
/// Rate matching of TS 38.212 §5.4.2 for one code block, without limited buffer (Ncb = N): a circular buffer is read from the redundancy version's
/// start, filler bits are passed over, the end wraps to the start (repetition), and the bits are interleaved over the positions of a symbol.
/// </summary>
public sealed class LdpcRateMatcher
{
    /// <summary>Redundancy versions 0..3.</summary>
    public const int RedundancyVersions = 4;

    /// <summary>LLRs are limited to ± this, so that sums of repeated ones stay finite.</summary>
    private const float MaxLlr = 1e6f;

    private readonly int _fillerStart;
    private readonly int _fillerCount;

    /// <summary>Creates the rate matcher.</summary>
    /// <param name="code">The code.</param>
    /// <param name="informationBits">K': information bits that are no filler, above 2·Zc and at most K.</param>
    /// <param name="codedBits">E: bits to send, a positive multiple of <paramref name="bitsPerSymbol"/>.</param>
    /// <param name="bitsPerSymbol">Qm: the interleaver's rows; 1 leaves the order as it is.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public LdpcRateMatcher(LdpcCode code, int informationBits, int codedBits, int bitsPerSymbol)
    {
        ArgumentNullException.ThrowIfNull(code);
        var punctured = LdpcBaseGraph.PuncturedColumns * code.LiftingSize;
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(informationBits, punctured);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(informationBits, code.InformationLength);
        ArgumentOutOfRangeException.ThrowIfLessThan(bitsPerSymbol, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(codedBits, 1);
        if (codedBits % bitsPerSymbol != 0)
            throw new ArgumentOutOfRangeException(nameof(codedBits), codedBits, $"no multiple of {bitsPerSymbol} bits per symbol");
        (Code, InformationBits, CodedBits, BitsPerSymbol) = (code, informationBits, codedBits, bitsPerSymbol);
        (_fillerStart, _fillerCount) = (informationBits - punctured, code.InformationLength - informationBits);
    }

    /// <summary>The code.</summary>
    public LdpcCode Code { get; }

    /// <summary>K': information bits without fillers.</summary>
    public int InformationBits { get; }

    /// <summary>E: bits that are sent.</summary>
    public int CodedBits { get; }

    /// <summary>Qm.</summary>
    public int BitsPerSymbol { get; }

    /// <summary>Bits of the buffer that can be sent: N without fillers.</summary>
    private int BufferBits => Code.CodewordLength - _fillerCount;

    /// <summary>k0 of table 5.4.2.1-2: where a redundancy version starts in the codeword.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The version is not 0..3.</exception>
    public int StartPosition(int redundancyVersion)
    {
        CheckVersion(redundancyVersion);
        return Code.BaseGraph.StartNumerators[redundancyVersion] * Code.LiftingSize;
    }

    /// <summary>Number of codeword bits, from its start, that a redundancy version reads; a multiple of Zc.</summary>
    public int CodewordPrefix(int redundancyVersion)
    {
        var start = BufferPosition(redundancyVersion);
        if (start + CodedBits > BufferBits)
            return Code.CodewordLength;
        var last = CodewordPosition(start + CodedBits - 1);
        return (last / Code.LiftingSize + 1) * Code.LiftingSize;
    }

    /// <summary>Chooses and orders the coded bits of one redundancy version.</summary>
    /// <param name="codeword">The codeword's bits; at least <see cref="CodewordPrefix"/>.</param>
    /// <param name="coded">Receives the E bits in the order of transmission.</param>
    /// <param name="redundancyVersion">0..3.</param>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    public void Select(ReadOnlySpan<byte> codeword, Span<byte> coded, int redundancyVersion = 0)
    {
        if (codeword.Length < CodewordPrefix(redundancyVersion) || codeword.Length > Code.CodewordLength)
            throw new ArgumentException($"version {redundancyVersion} reads {CodewordPrefix(redundancyVersion)} bits (got {codeword.Length})", nameof(codeword));
        if (coded.Length != CodedBits)
            throw new ArgumentException($"{CodedBits} coded bits (room for {coded.Length})", nameof(coded));
        var perRow = CodedBits / BitsPerSymbol;
        var position = BufferPosition(redundancyVersion);
        for (var row = 0; row < BitsPerSymbol; row++)
        {
            for (var sent = 0; sent < perRow;)
            {
                var run = codeword.Slice(CodewordPosition(position), RunLength(position, perRow - sent));
                var target = row + sent * BitsPerSymbol;
                for (var i = 0; i < run.Length; i++, target += BitsPerSymbol)
                    coded[target] = run[i];
                sent += run.Length;
                position = Advance(position, run.Length);
            }
        }
    }

    /// <summary>Adds received LLRs to those of the codeword's bits: the receiver's side of <see cref="Select"/>, and soft combining.</summary>
    /// <param name="llrs">LLRs of the E coded bits in the order of transmission; NaN counts as 0.</param>
    /// <param name="codewordLlrs">The N LLRs that are added to.</param>
    /// <param name="redundancyVersion">0..3.</param>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    public void Combine(ReadOnlySpan<float> llrs, Span<float> codewordLlrs, int redundancyVersion = 0)
    {
        if (llrs.Length != CodedBits)
            throw new ArgumentException($"{CodedBits} coded bits (got {llrs.Length} LLRs)", nameof(llrs));
        if (codewordLlrs.Length != Code.CodewordLength)
            throw new ArgumentException($"the codeword has {Code.CodewordLength} bits (room for {codewordLlrs.Length})", nameof(codewordLlrs));
        var perRow = CodedBits / BitsPerSymbol;
        var position = BufferPosition(redundancyVersion);
        for (var row = 0; row < BitsPerSymbol; row++)
        {
            for (var received = 0; received < perRow;)
            {
                var run = codewordLlrs.Slice(CodewordPosition(position), RunLength(position, perRow - received));
                var source = row + received * BitsPerSymbol;
                for (var i = 0; i < run.Length; i++, source += BitsPerSymbol)
                {
                    var llr = llrs[source];
                    if (Math.Abs(llr) <= MaxLlr)
                        run[i] += llr;
                    else if (!float.IsNaN(llr))
                        run[i] += float.CopySign(MaxLlr, llr);
                }
                received += run.Length;
                position = Advance(position, run.Length);
            }
        }
    }

    /// <summary>Where a version starts in the buffer without fillers.</summary>
    private int BufferPosition(int redundancyVersion)
    {
        var start = StartPosition(redundancyVersion);
        return start <= _fillerStart ? start : Math.Max(start - _fillerCount, _fillerStart);
    }

    private int CodewordPosition(int bufferPosition) => bufferPosition < _fillerStart ? bufferPosition : bufferPosition + _fillerCount;

    /// <summary>How many of <paramref name="wanted"/> bits lie side by side in the codeword.</summary>
    private int RunLength(int bufferPosition, int wanted) =>
        Math.Min(wanted, (bufferPosition < _fillerStart ? _fillerStart : BufferBits) - bufferPosition);

    private int Advance(int bufferPosition, int count) => bufferPosition + count == BufferBits ? 0 : bufferPosition + count;

    private static void CheckVersion(int redundancyVersion)
    {
        if (redundancyVersion is < 0 or >= RedundancyVersions)
            throw new ArgumentOutOfRangeException(nameof(redundancyVersion), redundancyVersion, "redundancy versions are 0..3");
    }
}
