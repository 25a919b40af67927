using SemCom.Coding;

namespace SemCom.Framing;

/// <summary>Es/N0 that messages with shaped amplitudes need.</summary>
public static class ShapedThreshold
{
    /// <summary>Symbols of the shorter one of the two code blocks at which thresholds were measured.</summary>
    public const int ShortBlock = 400;

    /// <summary>Es/N0 at which one block in 1000 is lost, for each row of <see cref="McsTables.Shaped"/> and blocks of <see cref="ShortBlock"/> and <see cref="FullBlockOf"/> symbols [dB].</summary>
    private static readonly (double Short, double Full)[] EsN0AtLengths =
    [
        (3.22, 2.39),
        (4.12, 3.04),
        (4.52, 3.66),
        (5.03, 4.29),
        (5.58, 4.82),
        (6.27, 5.47),
        (6.58, 5.99),
        (7.08, 6.47),
        (7.59, 6.99),
        (8.18, 7.62),
        (8.53, 8.05),
        (9.03, 8.54),
        (9.44, 9.07),
        (9.98, 9.51),
        (10.47, 10.01),
        (10.82, 10.41),
        (11.32, 10.89),
        (11.72, 11.29),
        (12.15, 11.77),
        (12.64, 12.19),
        (13.16, 12.62),
        (13.56, 13.11),
        (14.07, 13.57),
        (14.48, 14.04),
        (14.81, 14.44),
        (15.28, 14.88),
        (15.68, 15.29),
        (16.02, 15.66),
        (16.57, 16.16),
        (16.99, 16.59),
        (17.38, 16.97),
        (17.78, 17.41),
    ];

    /// <summary>Symbols of a code block as long as base graph 1 takes at the row's code rate.</summary>
    public static int FullBlockOf(McsEntry mcs)
    {
        ArgumentNullException.ThrowIfNull(mcs);
        return (int)(LdpcBaseGraph.Graph1.MaxBlockBits / (mcs.CodeRate * mcs.Constellation.BitsPerSymbol));
    }

    /// <summary>Es/N0 at which one code block in 1000 is lost over AWGN [dB]: like <see cref="MessageProtection.EsN0Db"/>, by the inverse root of the block's length.</summary>
    /// <param name="mcs">A row of <see cref="McsTables.Shaped"/>.</param>
    /// <param name="symbols">Symbols of the message, as long as the row allows.</param>
    public static double EsN0Db(McsEntry mcs, int symbols)
    {
        ArgumentNullException.ThrowIfNull(mcs);
        var full = FullBlockOf(mcs);
        return MessageProtection.AtLength(EsN0AtLengths[mcs.Index], ShortBlock, full, (double)symbols / ((symbols - 1) / full + 1));
    }
}
