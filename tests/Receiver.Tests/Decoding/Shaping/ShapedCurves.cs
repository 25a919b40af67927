using System.Globalization;
using SemCom.Coding;

namespace SemCom.Receiver.Tests.Decoding.Shaping;

/// <summary>The measured curves that the thresholds of shaped rows are read from.</summary>
internal static class ShapedCurves
{
    public static string FileName => Path.Combine(AppContext.BaseDirectory, "Curves", "shaped.csv");

    /// <summary>Symbols of one code block as long as base graph 1 takes at the row's code rate.</summary>
    public static int FullBlock(McsEntry mcs) => (int)(LdpcBaseGraph.Graph1.MaxBlockBits / (mcs.CodeRate * mcs.Constellation.BitsPerSymbol));

    /// <summary>Points of one row.</summary>
    public static List<(double EsN0Db, double Rate)> Load(int row) =>
        [.. File.ReadLines(FileName).Where(line => line.StartsWith($"{row},", StringComparison.Ordinal))
            .Select(line => line.Split(',').Select(field => double.Parse(field, CultureInfo.InvariantCulture)).ToArray()).Select(f => (f[3], Math.Max(f[5], 0.5) / f[4]))];
}
