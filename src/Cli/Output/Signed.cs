using System.Globalization;

namespace SemCom.Cli;

/// <summary>How differences are written: always with their sign, a true minus, and no sign on zero.</summary>
internal static class Signed
{
    /// <summary>One number with <paramref name="decimals"/> decimals.</summary>
    public static string Number(double value, int decimals)
    {
        var digits = Math.Abs(value).ToString($"F{decimals}", CultureInfo.InvariantCulture);
        return digits.Any(c => c is >= '1' and <= '9') ? (value < 0 ? "−" : "+") + digits : digits;
    }

    /// <summary>Both ends of an interval; a dash where there is none.</summary>
    public static string Range(double? low, double? high, int decimals) =>
        low is { } l && high is { } h ? $"{Number(l, decimals)} … {Number(h, decimals)}" : "–";
}
