using SemCom.Coding;

namespace SemCom.Framing;

/// <summary>Es/N0 that messages with shaped amplitudes need.</summary>
public static class ShapedThreshold
{
    /// <summary>Symbols of the shortest one of the three code blocks at which thresholds were measured.</summary>
    public const int ShortBlock = 400;

    /// <summary>Es/N0 at which one block in 1000 is lost, for each row of <see cref="McsTables.Shaped"/> and blocks of <see cref="ShortBlock"/>, <see cref="FullBlockOf"/> and <see cref="LongBlockOf"/> symbols [dB]; of long ones measured to one in 100 and 0.05 dB added.</summary>
    private static readonly (double Short, double Full, double Long)[] EsN0AtLengths =
    [
        (-4.06, -7.31, -7.56),
        (-3.73, -6.46, -6.71),
        (-3.36, -5.14, -5.39),
        (-2.77, -4.41, -4.69),
        (-1.67, -3.09, -3.39),
        (-0.56, -1.87, -2.30),
        (0.33, -1.01, -1.20),
        (1.12, 0.05, -0.22),
        (2.08, 0.99, 0.79),
        (2.98, 1.97, 1.76),
        (3.22, 2.39, 2.03),
        (4.12, 3.04, 2.78),
        (4.52, 3.66, 3.38),
        (5.03, 4.29, 3.98),
        (5.58, 4.82, 4.57),
        (6.27, 5.47, 5.17),
        (6.58, 5.99, 5.73),
        (7.08, 6.47, 6.26),
        (7.59, 6.99, 6.77),
        (8.18, 7.62, 7.27),
        (8.53, 8.05, 7.79),
        (9.03, 8.54, 8.28),
        (9.44, 9.07, 8.77),
        (9.98, 9.51, 9.22),
        (10.47, 10.01, 9.68),
        (10.82, 10.41, 10.13),
        (11.32, 10.89, 10.56),
        (11.72, 11.29, 11.02),
        (12.15, 11.77, 11.47),
        (12.64, 12.19, 11.91),
        (13.16, 12.62, 12.38),
        (13.56, 13.11, 12.84),
        (14.07, 13.57, 13.30),
        (14.48, 14.04, 13.78),
        (14.81, 14.44, 14.09),
        (15.28, 14.88, 14.53),
        (15.68, 15.29, 14.96),
        (16.02, 15.66, 15.40),
        (16.57, 16.16, 15.83),
        (16.99, 16.59, 16.27),
        (17.38, 16.97, 16.70),
        (17.78, 17.41, 17.13),
    ];

    /// <summary>Symbols of a code block as long as the standard's codes go at the row's code rate.</summary>
    public static int FullBlockOf(McsEntry mcs) => SymbolsOf(mcs, ShapedFormat.GraphOf(mcs).MaxBlockBits);

    /// <summary>Symbols of a code block as long as long codes go at the row's code rate.</summary>
    public static int LongBlockOf(McsEntry mcs) => Math.Min(SymbolsOf(mcs, ShapedFormat.GraphOf(mcs).MaxLongBlockBits), ConstantCompositionMatcher.MaxLength / 2);

    /// <summary>Es/N0 at which one code block in 1000 is lost over AWGN [dB]: between the lengths that were measured like <see cref="MessageProtection.EsN0Db(int)"/>, by the inverse root of the block's length.</summary>
    /// <param name="mcs">A row of <see cref="McsTables.Shaped"/>.</param>
    /// <param name="symbols">Symbols of the message, as long as the row allows.</param>
    public static double EsN0Db(McsEntry mcs, int symbols)
    {
        var (full, longest) = (FullBlockOf(mcs), LongBlockOf(mcs));
        var length = (double)symbols / ((symbols - 1) / longest + 1);
        var (atShort, atFull, atLong) = EsN0AtLengths[mcs.Index];
        return length < full ? MessageProtection.AtLength((atShort, atFull), ShortBlock, full, length) : MessageProtection.AtLength((atFull, atLong), full, longest, length);
    }

    private static int SymbolsOf(McsEntry mcs, int wordBits)
    {
        ArgumentNullException.ThrowIfNull(mcs);
        return (int)(wordBits / (mcs.CodeRate * mcs.Constellation.BitsPerSymbol));
    }
}
