using System.Globalization;

namespace SemCom.Evaluation;

/// <summary>Writes physical quantities with three significant digits and a fitting prefix.</summary>
internal static class Quantity
{
    private static readonly (double Scale, string Prefix)[] Prefixes = [(1e9, "G"), (1e6, "M"), (1e3, "k"), (1, ""), (1e-3, "m"), (1e-6, "µ"), (1e-9, "n")];

    /// <summary>For example "364 ns"; "–" for nothing.</summary>
    public static string Format(double? value, string unit)
    {
        if (value is not { } number)
            return "–";
        var (scale, prefix) = PrefixFor(number);
        return $"{Digits(number / scale)} {prefix}{unit}";
    }

    /// <summary>Decibels with two decimals; "–" for nothing.</summary>
    public static string Decibels(double? value) => value is { } number ? $"{Fixed(number, "0.00")} dB" : "–";

    /// <summary>A number in a fixed form, with a real minus.</summary>
    public static string Fixed(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture).Replace('-', '−');

    /// <summary>Scale and name of the prefix in which a number has one to three digits before the point.</summary>
    public static (double Scale, string Prefix) PrefixFor(double number)
    {
        var magnitude = Math.Abs(number);
        return magnitude == 0 ? (1, "") : Prefixes.FirstOrDefault(p => magnitude >= p.Scale * 0.9995, Prefixes[^1]);
    }

    private static string Digits(double value) => Fixed(value, Math.Abs(value) switch
    {
        0 => "0",
        < 9.995 => "0.00",
        < 99.95 => "0.0",
        _ => "0",
    });
}
