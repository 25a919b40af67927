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

    /// <summary>Block lengths K at which thresholds were measured [bits].</summary>
    public const int ShortBlock = 600, LongBlock = 4000;

    /// <summary>Es/N0 at which one block in 1000 is lost, for each row of the MCS table and block lengths of 600 and 4000 bits [dB].</summary>
    private static readonly (double Short, double Long)[] LdpcEsN0Db =
    [
        (-11.32, -11.62),
        (-10.03, -10.45),
        (-9.03, -9.41),
        (-7.97, -8.38),
        (-7.22, -7.53),
        (-6.12, -6.48),
        (-5.30, -5.62),
        (-4.15, -4.54),
        (-3.24, -3.56),
        (-1.92, -2.34),
        (-0.73, -1.38),
        (0.22, -0.34),
        (1.11, 0.63),
        (2.25, 1.57),
        (3.11, 2.47),
        (4.67, 3.71),
        (5.20, 4.46),
        (6.02, 5.46),
        (7.07, 6.32),
        (8.07, 7.34),
        (9.15, 8.17),
        (10.15, 9.48),
        (10.86, 10.05),
        (11.97, 11.00),
        (12.82, 12.05),
        (14.09, 12.76),
        (15.15, 13.85),
        (15.79, 14.78),
        (16.75, 15.75),
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

    /// <summary>
    /// Es/N0 at which a segment or code block of the message is lost once in 1000 over AWGN [dB]: measured for the polar code's full segments, and for LDPC
    /// at two lengths, between and beyond which it follows the inverse root of the length, as the dispersion of a code does (Polyanskiy et al., IEEE Trans.
    /// Inf. Theory 56(5), 2010).
    /// </summary>
    /// <param name="messageBits">Bits of the message.</param>
    public double EsN0Db(int messageBits)
    {
        if (Level is { } level)
            return level.SegmentEsN0Db;
        var (atShort, atLong) = LdpcEsN0Db[Mcs!.Index];
        var share = (Inverse(messageBits) - Inverse(LongBlock)) / (Inverse(ShortBlock) - Inverse(LongBlock));
        return atLong + Math.Max(share, 0) * (atShort - atLong);

        static double Inverse(int bits) => 1 / Math.Sqrt(bits);
    }
}
