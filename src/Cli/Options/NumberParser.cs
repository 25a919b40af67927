using System.Globalization;

namespace SemCom.Cli;

/// <summary>Reads numbers and lists of numbers. Every error is one line with option, rule, value and remedy.</summary>
internal static class NumberParser
{
    private const int MaxListLength = 1000;

    // Longer suffixes stand before those that they end with.
    private static readonly (string Suffix, double Scale)[] TimeUnits = [("ns", 1e-9), ("us", 1e-6), ("ms", 1e-3), ("s", 1)];

    /// <summary>An SNR [dB].</summary>
    public static double SnrDb(string option, string text) =>
        Check(Number(option, text, "10"), v => v is >= LinkPlan.MinSnrDb and <= LinkPlan.MaxSnrDb, text,
            $"{option} must be between {LinkPlan.MinSnrDb} and {LinkPlan.MaxSnrDb} dB", "choose a value in that range");

    /// <summary>A margin [dB].</summary>
    public static double MarginDb(string option, string text) =>
        Check(Number(option, text, "1"), v => v is >= 0 and <= LinkPlan.MaxMarginDb, text,
            $"{option} must be between 0 and {LinkPlan.MaxMarginDb} dB", "1 is usual");

    /// <summary>A number between <paramref name="min"/> and <paramref name="max"/>.</summary>
    public static double Within(string option, string text, double min, double max, string usual) =>
        Check(Number(option, text, usual), v => v >= min && v <= max, text,
            string.Create(CultureInfo.InvariantCulture, $"{option} must be between {min} and {max}"), $"{usual} is usual");

    /// <summary>
    /// SNRs [dB]: values and ranges <c>first:last:step</c>, separated by commas. A third number that is the largest can be no step; the range is <c>first:step:last</c> then.
    /// </summary>
    public static IReadOnlyList<double> SnrDbList(string option, string text) =>
        List(option, text, part => Range(option, part));

    /// <summary>A channel bandwidth ratio, as a fraction or a decimal.</summary>
    public static double Cbr(string option, string text)
    {
        var parts = text.Split('/');
        var value = parts.Length == 2
            ? Number(option, parts[0], "1/16", text) / Number(option, parts[1], "1/16", text)
            : Number(option, text, "1/16");
        return Check(value, v => v is > 0 and <= 1, text,
            $"{option} must be above 0 and at most 1 channel use per source value", "choose for example 1/16");
    }

    /// <summary>Channel bandwidth ratios, separated by commas.</summary>
    public static IReadOnlyList<double> CbrList(string option, string text) => List(option, text, part => [Cbr(option, part)]);

    /// <summary>A whole number between <paramref name="min"/> and <paramref name="max"/>.</summary>
    public static int Count(string option, string text, int min, int max) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max
            ? value
            : throw new SemComException($"{option} must be a whole number between {min} and {max} (was '{text}'); choose a value in that range");

    /// <summary>A seed: an unsigned 64-bit number.</summary>
    public static ulong Seed(string option, string text) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new SemComException($"{option} must be a whole number between 0 and {ulong.MaxValue} (was '{text}'); choose for example 1");

    /// <summary>A time [s]: a number with s, ms, us or ns.</summary>
    public static double Seconds(string option, string text, double min, double max)
    {
        var (suffix, scale) = Array.Find(TimeUnits, unit => text.EndsWith(unit.Suffix, StringComparison.OrdinalIgnoreCase));
        var seconds = Number(option, text[..^(suffix?.Length ?? 0)].TrimEnd(), "20ms", text) * (suffix is null ? 1 : scale);
        return Check(seconds, v => v >= min && v <= max, text, string.Create(CultureInfo.InvariantCulture, $"{option} must be between {min:0.############} and {max:0.############} s"),
            "write for example 20ms");
    }

    private static List<double> Range(string option, string text)
    {
        var parts = text.Split(':');
        if (parts.Length == 1)
            return [SnrDb(option, text)];
        if (parts.Length != 3)
            throw new SemComException($"{option}: a range must be first:last:step (was '{text}'); write for example -2:14:2");
        var (first, last, step) = (SnrDb(option, parts[0]), SnrDb(option, parts[1]), Number(option, parts[2], "2", text));
        if (step > last && step > last - first && last > 0)
            (last, step) = (SnrDb(option, parts[2]), last);
        if (!(step > 0 && double.IsFinite(step)) || last < first)
            throw new SemComException($"{option}: a range must go up with a step above 0 (was '{text}'); write for example -2:14:2");
        var count = Math.Floor((last - first) / step + 1e-9) + 1;
        CheckLength(option, count);
        return [.. Enumerable.Range(0, (int)count).Select(i => Math.Round(first + i * step, 9))];
    }

    private static double[] List(string option, string text, Func<string, IEnumerable<double>> read)
    {
        double[] values = [.. text.Split(',', StringSplitOptions.TrimEntries).SelectMany(read).Distinct()];
        CheckLength(option, values.Length);
        return values;
    }

    private static void CheckLength(string option, double count)
    {
        if (count > MaxListLength)
            throw new SemComException($"{option}: at most {MaxListLength} values are possible (was {count:F0}); take a larger step");
    }

    private static double Number(string option, string text, string example, string? whole = null) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new SemComException($"{option} must be a number (was '{whole ?? text}'); write for example {example}");

    private static double Check(double value, Func<double, bool> rule, string text, string message, string remedy) =>
        rule(value) ? value : throw new SemComException($"{message} (was {text}); {remedy}");
}
