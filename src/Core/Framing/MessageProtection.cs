using SemCom.Coding;

namespace SemCom.Framing;

/// <summary>
/// How the message behind a frame's header is protected: short ones by the polar code at a <see cref="ProtectionLevel"/>, long ones by NR LDPC at a row of
/// table 3 of TS 38.214 §5.1.3.1, which is stronger there and comes in steps of about 1 dB. A header names one of them.
/// </summary>
public sealed class MessageProtection
{
    /// <summary>Bits in which <see cref="Index"/> fits.</summary>
    public const int IndexBits = 6;

    /// <summary>Shortest message for NR LDPC in bits.</summary>
    public const int ShortestLdpcBits = 400;

    /// <summary>Message lengths, of one code block each, at which thresholds were measured [bits]: base graph 2, for low rates, has shorter blocks.</summary>
    public const int ShortBlock = 600, LongBlock = 8000, LongBlockOfLowRates = 3800;

    /// <summary>Es/N0 at which one block in 1000 is lost, for each row of the MCS table and the two lengths [dB].</summary>
    private static readonly (double Short, double Long)[] LdpcEsN0Db =
    [
        (-11.86, -12.50),
        (-10.54, -11.26),
        (-9.60, -10.28),
        (-8.48, -9.20),
        (-7.72, -8.38),
        (-6.63, -7.32),
        (-5.83, -6.45),
        (-4.62, -5.12),
        (-3.75, -4.39),
        (-2.33, -3.10),
        (-1.28, -2.11),
        (-0.17, -1.04),
        (0.78, -0.02),
        (1.88, 1.00),
        (2.85, 1.98),
        (4.22, 3.17),
        (4.81, 3.91),
        (5.70, 5.01),
        (6.70, 5.90),
        (7.61, 6.77),
        (8.62, 7.70),
        (9.75, 8.93),
        (10.41, 9.48),
        (11.38, 10.47),
        (12.39, 11.50),
        (13.34, 12.32),
        (14.52, 13.26),
        (15.45, 14.33),
        (16.39, 15.29),
    ];

    private MessageProtection(int index, ProtectionLevel? level, McsEntry? mcs) => (Index, Level, Mcs) = (index, level, mcs);

    /// <summary>All of them, <c>All[i].Index == i</c>: the polar code's levels, then the rows of the MCS table.</summary>
    public static IReadOnlyList<MessageProtection> All { get; } =
    [
        .. ProtectionLevel.All.Select(level => new MessageProtection(level.Index, level, null)),
        .. McsTables.Table3.Select(mcs => new MessageProtection(ProtectionLevel.All.Count + mcs.Index, null, mcs)),
    ];

    /// <summary>The rows of the MCS table alone, from the strongest on.</summary>
    public static IReadOnlyList<MessageProtection> Ldpc { get; } = [.. All.Where(protection => protection.Mcs is not null)];

    /// <summary>The number that a header carries.</summary>
    public int Index { get; }

    /// <summary>Level of the polar code; null with LDPC.</summary>
    public ProtectionLevel? Level { get; }

    /// <summary>Modulation and code rate of NR LDPC; null with the polar code.</summary>
    public McsEntry? Mcs { get; }

    /// <summary>For example "polar qpsk-1/3" or "MCS 12 of table 3 (QPSK, rate 449/1024)".</summary>
    public override string ToString() => Level is { } level ? "polar " + level.Name : Mcs!.ToString();

    /// <summary>The polar code at a level.</summary>
    public static MessageProtection Of(ProtectionLevel level)
    {
        ArgumentNullException.ThrowIfNull(level);
        return All[level.Index];
    }

    /// <summary>True when messages of this length can be protected so: LDPC takes whole bytes, from <see cref="ShortestLdpcBits"/>.</summary>
    public bool Takes(int messageBits) => messageBits > 0 && (Mcs is null || messageBits >= ShortestLdpcBits && messageBits % 8 == 0);

    /// <summary>Channel uses of a message.</summary>
    /// <param name="messageBits">Bits of the message, as many as it <see cref="Takes"/>.</param>
    public int SymbolCount(int messageBits) => Level is { } level
        ? CodedBlockFormat.SymbolCountOf(messageBits, level)
        : (int)Math.Ceiling(TransportFormat.InformationBits(messageBits, Mcs!.CodeRate) / Mcs.BitsPerSymbol);

    /// <summary>The longer one of the two lengths at which the threshold of a row was measured [bits].</summary>
    public static int LongBlockOf(McsEntry mcs)
    {
        ArgumentNullException.ThrowIfNull(mcs);
        return TransportFormat.CountBlocks(LongBlock, mcs.CodeRate) == 1 ? LongBlock : LongBlockOfLowRates;
    }

    /// <summary>
    /// Es/N0 at which a segment or code block of the message is lost once in 1000 over AWGN [dB]: measured for the polar code's full segments, and for LDPC
    /// at two lengths of a block, between and below which it follows the inverse root of the length, as the dispersion of a code does (Polyanskiy et al., IEEE Trans.
    /// Inf. Theory 56(5), 2010).
    /// </summary>
    /// <param name="messageBits">Bits of the message.</param>
    public double EsN0Db(int messageBits)
    {
        if (Level is { } level)
            return level.SegmentEsN0Db;
        return AtLength(LdpcEsN0Db[Mcs!.Index], ShortBlock, LongBlockOf(Mcs), (double)messageBits / TransportFormat.CountBlocks(messageBits, Mcs.CodeRate));
    }

    /// <summary>The same where gains may vary from symbol to symbol: more by what the constellation loses over them [dB].</summary>
    /// <param name="messageBits">Bits of the message.</param>
    /// <param name="fading">What is assumed about the gains.</param>
    public double EsN0Db(int messageBits, FadingProfile fading) => FadingLoss.EsN0Db(EsN0Db(messageBits), fading, Mcs?.Constellation ?? Level!.Constellation);

    /// <summary>A threshold that was measured at two lengths of a code block, at another one [dB]: by the inverse root of the length, and beyond the longer one as there.</summary>
    internal static double AtLength((double Short, double Long) esN0Db, int shorter, int longer, double length)
    {
        var atLonger = 1 / Math.Sqrt(longer);
        var share = (1 / Math.Sqrt(length) - atLonger) / (1 / Math.Sqrt(shorter) - atLonger);
        return esN0Db.Long + Math.Max(share, 0) * (esN0Db.Short - esN0Db.Long);
    }
}
