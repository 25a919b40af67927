namespace SemCom.Channels;

/// <summary>Options of <see cref="RappImpairment"/>.</summary>
public sealed record RappOptions
{
    /// <summary>Saturation power of the amplifier over the mean power of the waveform [dB], 0 to 30. The default is 8.</summary>
    public double PaprDb { get; init; } = 8;

    /// <summary>Smoothness of the knee p, 0.5 to 20: 2 to 3 for solid-state amplifiers, the larger the sharper. The default is 2.</summary>
    public double Smoothness { get; init; } = 2;

    /// <summary>Checks every value.</summary>
    /// <exception cref="SemComException">A value is out of its range.</exception>
    public void Validate()
    {
        Guard.InRange(PaprDb, 0, 30, "saturation level in dB", "6 to 10 are usual");
        Guard.InRange(Smoothness, 0.5, 20, "smoothness of Rapp's amplifier", "2 is usual");
    }

    internal static RappOptions From(ParameterValues values)
    {
        var options = new RappOptions();
        return new()
        {
            PaprDb = values.Number(RappImpairment.Papr.Name, options.PaprDb),
            Smoothness = values.Number(RappImpairment.Smoothness.Name, options.Smoothness),
        };
    }
}
