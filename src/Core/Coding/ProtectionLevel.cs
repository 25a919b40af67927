namespace SemCom.Coding;

/// <summary>
/// How strongly bits are protected: constellation and polar code rate. Level 0 is the weakest and cheapest, level 8 the
/// strongest. Rates count the CRC as information, as TS 38.212 does. Where a segment would need more coded bits than the mother code's 1024, bits are
/// repeated; segments are shorter at low rates, since a code of lower rate gains more there than a longer one.
/// </summary>
public sealed class ProtectionLevel
{
    private readonly int _rateNumerator;
    private readonly int _rateDenominator;

    private ProtectionLevel(
        int index, string name, Constellation constellation, int rateNumerator, int rateDenominator,
        int maxSegmentLength, double segmentEsN0Db, double headerEsN0Db)
    {
        (Index, Name, Constellation) = (index, name, constellation);
        (_rateNumerator, _rateDenominator, MaxSegmentLength) = (rateNumerator, rateDenominator, maxSegmentLength);
        (SegmentEsN0Db, HeaderEsN0Db) = (segmentEsN0Db, headerEsN0Db);
    }

    /// <summary>All levels, weakest first; <c>All[i].Index == i</c>.</summary>
    public static IReadOnlyList<ProtectionLevel> All { get; } =
    [
        new(0, "16qam-1/2", Constellation.Qam16, 1, 2, 512, 7.38, 8.20),
        new(1, "qpsk-3/4", Constellation.Qpsk, 3, 4, 512, 5.04, 5.19),
        new(2, "qpsk-1/2", Constellation.Qpsk, 1, 2, 512, 1.97, 2.65),
        new(3, "qpsk-1/3", Constellation.Qpsk, 1, 3, 336, -0.18, 0.07),
        new(4, "qpsk-1/5", Constellation.Qpsk, 1, 5, 336, -2.34, -2.43),
        new(5, "qpsk-1/8", Constellation.Qpsk, 1, 8, 256, -4.63, -4.63),
        new(6, "qpsk-1/12", Constellation.Qpsk, 1, 12, 256, -6.40, -6.47),
        new(7, "qpsk-1/20", Constellation.Qpsk, 1, 20, 256, -8.62, -8.66),
        new(8, "qpsk-1/40", Constellation.Qpsk, 1, 40, 256, -11.63, -11.67),
    ];

    /// <summary>0 (weakest) to 8 (strongest).</summary>
    public int Index { get; }

    /// <summary>Constellation and code rate, for example "qpsk-1/2".</summary>
    public string Name { get; }

    /// <summary>Constellation of the coded bits.</summary>
    public Constellation Constellation { get; }

    /// <summary>Coded bits per information bit, CRC included: the inverse of the code rate.</summary>
    public double CodedBitsPerInformationBit => (double)_rateDenominator / _rateNumerator;

    /// <summary>Information bits, CRC included, per channel use.</summary>
    public double SpectralEfficiency => Constellation.BitsPerSymbol / CodedBitsPerInformationBit;

    /// <summary>Largest segment K, CRC included, into which a long message is cut.</summary>
    public int MaxSegmentLength { get; }

    /// <summary>Es/N0 at which a full segment (K = <see cref="MaxSegmentLength"/>) is lost once in 1000 over AWGN, list size 8 [dB]. Measured.</summary>
    public double SegmentEsN0Db { get; }

    /// <summary>Es/N0 at which a 134-bit header (CRC24C, K = 158) is lost once in 1000 over AWGN, list size 8 [dB]. Measured; headers of other lengths near that differ little.</summary>
    public double HeaderEsN0Db { get; }

    /// <summary>Channel uses of a segment of <paramref name="informationLength"/> bits, CRC included.</summary>
    public int SymbolCount(int informationLength)
    {
        var bitsPerSymbol = Constellation.BitsPerSymbol;
        var codedLength = ((long)informationLength * _rateDenominator + _rateNumerator - 1) / _rateNumerator;
        return checked((int)((codedLength + bitsPerSymbol - 1) / bitsPerSymbol));
    }
}
