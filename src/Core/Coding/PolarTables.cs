using System.Globalization;
using System.Reflection;

namespace SemCom.Coding;

/// <summary>The tables of TS 38.212 that polar codes are built from, read once from embedded CSV.</summary>
internal static class PolarTables
{
    /// <summary>Q of table 5.3.1.2-1: bit indices 0..1023 from the least to the most reliable.</summary>
    public static int[] ReliabilitySequence { get; } = ReadSecondColumn("polar_sequence.csv");

    /// <summary>P of table 5.4.1.1-1 [32].</summary>
    public static int[] SubBlockInterleaver { get; } = ReadSecondColumn("polar_subblock_interleaver.csv");

    private static int[] ReadSecondColumn(string file)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("SemCom.Coding." + file)
            ?? throw new InvalidOperationException($"SemCom.Core was built without {file}");
        using var reader = new StreamReader(stream);
        var values = new List<int>();
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
            values.Add(int.Parse(line.AsSpan(line.IndexOf(',', StringComparison.Ordinal) + 1), CultureInfo.InvariantCulture));
        return [.. values];
    }
}
