using System.Globalization;

namespace SemCom.Coding;

/// <summary>The tables of TS 38.212 that polar codes are built from, read once from embedded CSV.</summary>
internal static class PolarTables
{
    /// <summary>Q of table 5.3.1.2-1: bit indices 0..1023 from the least to the most reliable.</summary>
    public static int[] ReliabilitySequence { get; } = SecondColumn("polar_sequence.csv");

    /// <summary>P of table 5.4.1.1-1 [32].</summary>
    public static int[] SubBlockInterleaver { get; } = SecondColumn("polar_subblock_interleaver.csv");

    private static int[] SecondColumn(string file) =>
        [.. EmbeddedTable.Rows(file).Select(row => int.Parse(row[1], CultureInfo.InvariantCulture))];
}
