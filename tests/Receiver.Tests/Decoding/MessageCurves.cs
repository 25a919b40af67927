using System.Globalization;

namespace SemCom.Receiver.Tests.Decoding;

/// <summary>The measured curves that the thresholds of long messages are read from.</summary>
internal static class MessageCurves
{
    public static string FileName => Path.Combine(AppContext.BaseDirectory, "Curves", "message.csv");

    /// <summary>Points of one row and length.</summary>
    public static List<(double EsN0Db, double Rate)> Load(int mcs, int bits) =>
        [.. File.ReadLines(FileName).Where(line => line.StartsWith($"{mcs},{bits},", StringComparison.Ordinal))
            .Select(line => line.Split(',')).Select(f => (Number(f[2]), Math.Max(Number(f[4]), 0.5) / Number(f[3])))];

    /// <summary>Es/N0 at a rate of losses, log-linear between the two points around it [dB].</summary>
    public static double At(IReadOnlyList<(double EsN0Db, double Rate)> curve, double rate)
    {
        var above = curve.Last(point => point.Rate > rate);
        var below = curve.First(point => point.Rate <= rate);
        return above.EsN0Db + (below.EsN0Db - above.EsN0Db) * Math.Log(above.Rate / rate) / Math.Log(above.Rate / below.Rate);
    }

    private static double Number(string field) => double.Parse(field, CultureInfo.InvariantCulture);
}
