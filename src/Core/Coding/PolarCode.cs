namespace SemCom.Coding;

/// <summary>How a polar codeword of N bits becomes E coded bits (TS 38.212 §5.4.1.2).</summary>
public enum PolarRateMatching
{
    /// <summary>E ≥ N: the codeword is sent again from its start.</summary>
    Repetition = 0,

    /// <summary>E &lt; N at low rate: some codeword bits are not sent and unknown to the receiver.</summary>
    Puncturing = 1,

    /// <summary>E &lt; N at high rate: some codeword bits are not sent and known to be zero.</summary>
    Shortening = 2,
}

/// <summary>
/// The polar code of TS 38.212 §5.3.1 and §5.4.1 for K information bits (their CRC included) and E coded bits: mother code
/// of length N = 32..1024, frozen set from the reliability sequence, sub-block interleaver, rate matching, channel
/// interleaver. Input interleaving and parity-check bits are not used. Immutable: encoder and decoder are built from one instance.
/// </summary>
public sealed class PolarCode
{
    /// <summary>Longest mother code.</summary>
    public const int MaxMotherLength = 1024;

    private readonly int[] _informationPositions;
    private readonly int[] _codedBitSources;
    private readonly int[] _shortenedPositions;

    /// <summary>Builds the code.</summary>
    /// <param name="informationLength">K, CRC included, 1..1024.</param>
    /// <param name="codedLength">E, at least K.</param>
    /// <param name="interleaveCodedBits">
    /// Use the triangular channel interleaver of §5.4.1.3, which spreads neighbouring coded bits over symbols and bit positions.
    /// The standard stops at E = 8192; the rule is used unchanged above.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">K or E is outside its range.</exception>
    public PolarCode(int informationLength, int codedLength, bool interleaveCodedBits = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(informationLength, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(informationLength, MaxMotherLength);
        ArgumentOutOfRangeException.ThrowIfLessThan(codedLength, informationLength);
        var matching = new PolarRateMatcher(informationLength, codedLength);
        InformationLength = informationLength;
        CodedLength = codedLength;
        MotherLength = matching.MotherLength;
        RateMatching = matching.Mode;
        _informationPositions = matching.InformationPositions();
        _shortenedPositions = matching.ShortenedPositions();
        _codedBitSources = matching.CodedBitSources(interleaveCodedBits);
    }

    /// <summary>K: information bits, CRC included.</summary>
    public int InformationLength { get; }

    /// <summary>E: coded bits.</summary>
    public int CodedLength { get; }

    /// <summary>N: length of the mother code, a power of two.</summary>
    public int MotherLength { get; }

    /// <summary>What happens between N and E.</summary>
    public PolarRateMatching RateMatching { get; }

    /// <summary>Positions of the K information bits in the input u of the polar transform, ascending; all others are frozen to 0.</summary>
    public ReadOnlySpan<int> InformationPositions => _informationPositions;

    /// <summary>For each of the E coded bits, in the order of transmission, its position in the codeword [0, N).</summary>
    public ReadOnlySpan<int> CodedBitSources => _codedBitSources;

    /// <summary>Codeword positions that are zero for every message and not sent; empty unless <see cref="PolarRateMatching.Shortening"/>.</summary>
    public ReadOnlySpan<int> ShortenedPositions => _shortenedPositions;

    /// <summary>Encodes K information bits into E coded bits, one bit per byte.</summary>
    /// <exception cref="ArgumentException">A span has another length than K or E.</exception>
    public void Encode(ReadOnlySpan<byte> information, Span<byte> coded)
    {
        if (information.Length != InformationLength)
            throw new ArgumentException($"the code takes {InformationLength} information bits (got {information.Length})", nameof(information));
        if (coded.Length != CodedLength)
            throw new ArgumentException($"the code gives {CodedLength} coded bits (room for {coded.Length})", nameof(coded));
        Span<byte> word = stackalloc byte[MotherLength];
        word.Clear();
        for (var i = 0; i < information.Length; i++)
            word[_informationPositions[i]] = (byte)(information[i] & 1);
        PolarTransform.Apply(word);
        for (var i = 0; i < coded.Length; i++)
            coded[i] = word[_codedBitSources[i]];
    }
}
