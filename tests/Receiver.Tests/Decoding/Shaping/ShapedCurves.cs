using System.Globalization;
using SemCom.Coding;

namespace SemCom.Receiver.Tests.Decoding.Shaping;

/// <summary>The measured curves that the thresholds of shaped rows are read from.</summary>
internal static class ShapedCurves
{
    public static string FileName => Path.Combine(AppContext.BaseDirectory, "Curves", "shaped.csv");

    /// <summary>Es/N0 at which a block of a row is lost once in 1000 [dB].</summary>
    public static double Threshold(McsEntry mcs, int symbols) => MessageCurves.At(
        [.. File.ReadLines(FileName).Where(line => line.StartsWith($"{mcs.Index},{symbols},", StringComparison.Ordinal))
            .Select(line => line.Split(',').Select(field => double.Parse(field, CultureInfo.InvariantCulture)).ToArray()).Select(f => (f[3], Math.Max(f[5], 0.5) / f[4]))], 1e-3);
}
