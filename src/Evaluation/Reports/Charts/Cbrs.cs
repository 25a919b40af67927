using System.Globalization;

namespace SemCom.Evaluation;

/// <summary>How a channel bandwidth ratio is written: 1/16 where it is the reciprocal of a whole number, else decimal.</summary>
public static class Cbrs
{
    /// <summary>The ratio as people write it.</summary>
    public static string Format(double cbr)
    {
        var reciprocal = Math.Round(1 / cbr);
        return reciprocal is >= 1 and <= 1000 && Math.Abs(cbr * reciprocal - 1) < 0.0005
            ? string.Create(CultureInfo.InvariantCulture, $"1/{reciprocal:0}")
            : cbr.ToString("0.######", CultureInfo.InvariantCulture);
    }
}
