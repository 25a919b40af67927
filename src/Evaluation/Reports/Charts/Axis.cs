using System.Globalization;

namespace SemCom.Evaluation;

/// <summary>One axis: range, ticks and how their values are written.</summary>
/// <param name="Label">Name and unit.</param>
/// <param name="Min">Value at the origin.</param>
/// <param name="Max">Value at the other end, above <paramref name="Min"/>.</param>
/// <param name="Ticks">Where lines and numbers stand.</param>
/// <param name="Format">Writes a tick's value.</param>
/// <param name="Logarithmic">Equal ratios take equal room.</param>
internal sealed record Axis(string Label, double Min, double Max, IReadOnlyList<double> Ticks, Func<double, string> Format, bool Logarithmic = false)
{
    private const int MaxTicks = 9;

    /// <summary>An axis with ticks at round numbers.</summary>
    public static Axis Round(string label, IEnumerable<double> values)
    {
        var (min, max) = Extent(values);
        var step = RoundStep((max - min) / 5);
        (min, max) = (Math.Floor(min / step) * step, Math.Ceiling(max / step) * step);
        var ticks = Enumerable.Range(0, (int)Math.Round((max - min) / step) + 1).Select(i => min + i * step).ToArray();
        return new Axis(label, min, max, ticks, Number);
    }

    /// <summary>An axis with ticks at the settings of a sweep, or at round numbers where they are many.</summary>
    /// <param name="label">Name and unit.</param>
    /// <param name="settings">What was asked for.</param>
    /// <param name="values">Where the points are.</param>
    /// <param name="format">Writes a setting.</param>
    /// <param name="logarithmic">Equal ratios take equal room.</param>
    public static Axis AtSettings(string label, IEnumerable<double> settings, IEnumerable<double> values, Func<double, string> format, bool logarithmic)
    {
        var ticks = settings.Distinct().Order().ToArray();
        var (min, max) = Extent([.. ticks, .. values]);
        if (ticks.Length > MaxTicks && !logarithmic)
            return Round(label, [min, max]);
        var stride = (ticks.Length + MaxTicks - 1) / MaxTicks;
        return new Axis(label, min, max, [.. ticks.Where((_, i) => i % stride == 0)], format, logarithmic);
    }

    /// <summary>A number as short as it can be.</summary>
    public static string Number(double value) => Math.Round(value, 6).ToString("0.####", CultureInfo.InvariantCulture).Replace('-', '−');

    /// <summary>0 at <see cref="Min"/>, 1 at <see cref="Max"/>.</summary>
    public double Place(double value) =>
        Logarithmic ? Math.Log(value / Min) / Math.Log(Max / Min) : (value - Min) / (Max - Min);

    private static (double Min, double Max) Extent(IEnumerable<double> values)
    {
        var (min, max) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values)
            (min, max) = (Math.Min(min, value), Math.Max(max, value));
        return max > min ? (min, max) : (min - 1, max + 1);
    }

    private static double RoundStep(double step)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(step)));
        return (step / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 } * power;
    }
}
