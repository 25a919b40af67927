namespace SemCom.Channels;

/// <summary>Options of <see cref="PhaseNoiseImpairment"/>.</summary>
public sealed record PhaseNoiseOptions
{
    /// <summary>Width of the oscillator's line at half its power [Hz], 0 to 100 kHz. The default is 100.</summary>
    public double LinewidthHertz { get; init; } = 100;

    /// <summary>Checks every value.</summary>
    /// <exception cref="SemComException">A value is out of its range.</exception>
    public void Validate() => Guard.InRange(LinewidthHertz, 0, 100_000, "linewidth in Hz", "much less than the subcarrier spacing is usual");

    internal static PhaseNoiseOptions From(ParameterValues values)
    {
        var options = new PhaseNoiseOptions();
        return options with { LinewidthHertz = values.Number(PhaseNoiseImpairment.Linewidth.Name, options.LinewidthHertz) };
    }
}
