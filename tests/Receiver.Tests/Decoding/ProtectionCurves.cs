using System.Globalization;
using SemCom.Coding;

namespace SemCom.Receiver.Tests.Decoding;

/// <summary>One simulated point of a curve.</summary>
/// <param name="Level">Protection level.</param>
/// <param name="EsN0Db">Es/N0 [dB].</param>
/// <param name="Blocks">Blocks sent.</param>
/// <param name="Errors">Blocks lost.</param>
internal sealed record ProtectionPoint(int Level, double EsN0Db, int Blocks, int Errors)
{
    public double BlockErrorRate => (double)Errors / Blocks;
}

/// <summary>The block error curves that the table of protection levels is read from, for a "header" of 134 bits and a full "segment".</summary>
internal static class ProtectionCurves
{
    public const int HeaderBits = 134;

    public static CodedBlockFormat Format(int level, string kind)
    {
        var protection = ProtectionLevel.All[level];
        return string.Equals(kind, "header", StringComparison.Ordinal)
            ? CodedBlockFormat.ForHeader(HeaderBits, protection)
            : CodedBlockFormat.For(protection.MaxSegmentLength - Crc.Crc16.Length, protection);
    }

    public static string FileName(string kind) => Path.Combine(AppContext.BaseDirectory, "Curves", kind + ".csv");

    public static ProtectionPoint[] Load(int level, string kind) =>
        [.. File.ReadLines(FileName(kind))
            .Where(line => char.IsAsciiDigit(line[0]))
            .Select(line => line.Split(','))
            .Select(f => new ProtectionPoint(Integer(f[0]), double.Parse(f[1], CultureInfo.InvariantCulture), Integer(f[2]), Integer(f[3])))
            .Where(point => point.Level == level)];

    /// <summary>Es/N0 at a block error rate, log-linear between the two points around it [dB].</summary>
    public static double Interpolate(IReadOnlyList<ProtectionPoint> curve, double blockErrorRate) =>
        MessageCurves.At([.. curve.Select(point => (point.EsN0Db, point.BlockErrorRate))], blockErrorRate);

    private static int Integer(string field) => int.Parse(field, CultureInfo.InvariantCulture);
}
