namespace SemCom.Channels;

/// <summary>
/// Solid-state power amplifier without phase distortion: amplitude r becomes r / (1 + (r/A)^(2p))^(1/(2p)) (C. Rapp, "Effects of
/// HPA-nonlinearity on a 4-DPSK/OFDM-signal", 2nd European Conference on Satellite Communications, 1991). A² is given over the mean power
/// of the waveform; the output is not scaled up again.
/// </summary>
public sealed class RappImpairment : IImpairment
{
    internal static readonly ChannelParameter Papr = new("papr", ParameterUnit.Decibels, 0, 30, "8dB", "saturation power over the mean power");
    internal static readonly ChannelParameter Smoothness = new("p", ParameterUnit.Number, 0.5m, 20, "2", "sharpness of the knee");

    private readonly double _powerRatio;
    private readonly double _smoothness;

    /// <summary>Creates the amplifier.</summary>
    /// <exception cref="SemComException">An option is out of its range.</exception>
    public RappImpairment(RappOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        (_powerRatio, _smoothness) = (Decibels.ToLinear(options.PaprDb), options.Smoothness);
        Text = $"rapp:{Papr.Write(options.PaprDb)},{Smoothness.Write(options.Smoothness)}";
    }

    /// <inheritdoc/>
    public ImpairmentStage Stage => ImpairmentStage.Transmitter;

    /// <inheritdoc/>
    public string Text { get; }

    /// <inheritdoc/>
    public void Apply(Span<Complex32> samples, in ImpairmentContext context)
    {
        var scale = 1 / (_powerRatio * context.MeanPower);
        foreach (ref var x in samples)
        {
            var ratio = x.Power * scale;
            if (ratio > 1e-30)
                x *= (float)Gain(PortableMath.Log(ratio));
        }
    }

    /// <summary>Gain at the power e^<paramref name="level"/> over saturation: (1 + e^(p·level))^(−1/(2p)), without overflow.</summary>
    private double Gain(double level)
    {
        var z = _smoothness * level;
        var logarithm = z > 40 ? z : PortableMath.Log(1 + PortableMath.Exp(z));
        return PortableMath.Exp(logarithm / (-2 * _smoothness));
    }
}
