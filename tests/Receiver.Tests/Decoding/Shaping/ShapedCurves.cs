using System.Globalization;
using SemCom.Coding;
using SemCom.Framing;

namespace SemCom.Receiver.Tests.Decoding.Shaping;

/// <summary>The measured curves that the thresholds of shaped rows are read from.</summary>
internal static class ShapedCurves
{
    private const double TenfoldDb = 0.05;

    public static string FileName => Path.Combine(AppContext.BaseDirectory, "Curves", "shaped.csv");

    /// <summary>Es/N0 at which a block of a row is lost once in 1000 [dB]. Of long blocks, whose losses fall tenfold in 0.05 dB or less, only the way to one in 100 was measured.</summary>
    public static double Threshold(McsEntry mcs, int symbols)
    {
        (double, double)[] curve =
            [.. File.ReadLines(FileName).Where(line => line.StartsWith($"{mcs.Index},{symbols},", StringComparison.Ordinal))
                .Select(line => line.Split(',').Select(field => double.Parse(field, CultureInfo.InvariantCulture)).ToArray()).Select(f => (f[3], Math.Max(f[5], 0.5) / f[4]))];
        return symbols > ShapedThreshold.FullBlockOf(mcs) ? MessageCurves.At(curve, 1e-2) + TenfoldDb : MessageCurves.At(curve, 1e-3);
    }
}
