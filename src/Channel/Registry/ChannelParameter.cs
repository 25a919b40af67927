using System.Globalization;

namespace SemCom.Channels;

/// <summary>One parameter of the text form of a channel or an impairment.</summary>
/// <param name="Name">Key in the text form, for example "coherence".</param>
/// <param name="Unit">Unit of the value.</param>
/// <param name="Min">Smallest value, in the base unit.</param>
/// <param name="Max">Largest value, in the base unit.</param>
/// <param name="Default">What holds when the parameter is left out, for readers.</param>
/// <param name="Description">One line for help and documentation.</param>
public sealed record ChannelParameter(string Name, ParameterUnit Unit, decimal Min, decimal Max, string Default, string Description)
{
    private static readonly (string Suffix, decimal Scale)[] NoUnits = [];
    private static readonly (string Suffix, decimal Scale)[] TimeUnits = [("ns", 1e-9m), ("us", 1e-6m), ("ms", 1e-3m), ("s", 1m)];
    private static readonly (string Suffix, decimal Scale)[] FrequencyUnits = [("MHz", 1e6m), ("kHz", 1e3m), ("Hz", 1m)];

    private static readonly (string Suffix, decimal Scale)[] DecibelUnits = [("dB", 1m)];

    // Longer suffixes stand before those that they end with.
    private (string Suffix, decimal Scale)[] Units => Unit switch
    {
        ParameterUnit.Seconds => TimeUnits,
        ParameterUnit.Hertz => FrequencyUnits,
        ParameterUnit.Decibels => DecibelUnits,
        _ => NoUnits,
    };

    private bool IsWhole => Unit is ParameterUnit.Symbols or ParameterUnit.Count;

    /// <summary>Reads a value, in the base unit.</summary>
    /// <exception cref="SemComException">Not a number with a unit of this parameter, or out of range.</exception>
    public decimal Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (suffix, scale) = Array.Find(Units, unit => text.EndsWith(unit.Suffix, StringComparison.OrdinalIgnoreCase));
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        var number = text.AsSpan(0, text.Length - (suffix?.Length ?? 0)).TrimEnd();
        if (!decimal.TryParse(number, Style, CultureInfo.InvariantCulture, out var value))
            throw Refuse(text);
        if (suffix != null)
        {
            if (Math.Abs(value) > decimal.MaxValue / 1e6m)
                throw Refuse(text);
            value *= scale;
        }
        if (value < Min || value > Max || IsWhole && value != decimal.Truncate(value))
            throw Refuse(text);
        return value;
    }

    /// <summary>Writes a value in its canonical form: the largest unit in which it is at least 1.</summary>
    public string Format(decimal value)
    {
        var units = Units.OrderByDescending(unit => unit.Scale).ToArray();
        if (units.Length == 0)
            return Number(value);
        var (suffix, scale) = value == 0 ? units.First(unit => unit.Scale == 1m) : units.FirstOrDefault(unit => Math.Abs(value) >= unit.Scale, units[^1]);
        return Number(value / scale) + suffix;
    }

    /// <summary>The parameter with a value, as it stands in the canonical text form.</summary>
    internal string Write(double value) => $"{Name}={Format((decimal)value)}";

    private string Kind => Unit switch
    {
        ParameterUnit.Symbols => "a whole number of symbols",
        ParameterUnit.Count => "a whole number",
        _ => "a number",
    };

    private SemComException Refuse(string text) => new(
        $"channel parameter {Name} must be {Kind} between {Format(Min)} and {Format(Max)}"
        + $" (was {OneLine.Quote(text)}); write for example {Name}={Format(Min)}");

    private static string Number(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);
}
