namespace SemCom.Channels;

/// <summary>Options of <see cref="CarrierOffsetImpairment"/>.</summary>
public sealed record CarrierOffsetOptions
{
    /// <summary>Frequency that synchronisation has left [Hz], −1 MHz to 1 MHz. The default is 100.</summary>
    public double OffsetHertz { get; init; } = 100;

    /// <summary>Checks every value.</summary>
    /// <exception cref="SemComException">A value is out of its range.</exception>
    public void Validate() => Guard.InRange(OffsetHertz, -1e6, 1e6, "carrier frequency offset in Hz", "a few per cent of the subcarrier spacing is much");

    internal static CarrierOffsetOptions From(ParameterValues values)
    {
        var options = new CarrierOffsetOptions();
        return options with { OffsetHertz = values.Number(CarrierOffsetImpairment.Frequency.Name, options.OffsetHertz) };
    }
}
