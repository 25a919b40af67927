namespace SemCom.Channels;

/// <summary>Options of <see cref="ClipImpairment"/>.</summary>
public sealed record ClipOptions
{
    /// <summary>Largest power that leaves the amplifier over the mean power of the waveform [dB], 0 to 30. The default is 6.</summary>
    public double PaprDb { get; init; } = 6;

    /// <summary>Checks every value.</summary>
    /// <exception cref="SemComException">A value is out of its range.</exception>
    public void Validate() => Guard.InRange(PaprDb, 0, 30, "clipping level in dB", "6 to 10 are usual");

    internal static ClipOptions From(ParameterValues values)
    {
        var options = new ClipOptions();
        return options with { PaprDb = values.Number(ClipImpairment.Papr.Name, options.PaprDb) };
    }
}
