namespace SemCom.Channels;

/// <summary>
/// Analog-to-digital converter: a uniform mid-rise quantiser of 2^b levels for each real dimension, from −V to V. Automatic gain control
/// sets V once a frame and antenna, from the r.m.s. value of the samples that it is given (noise included), so it has to see the whole
/// frame. With V four standard deviations of a Gaussian waveform the ratio of signal to quantisation noise is 6.02·b − 7.27 dB (N. S.
/// Jayant and P. Noll, Digital Coding of Waveforms, 1984, section 4.4).
/// </summary>
public sealed class QuantiserImpairment : IImpairment
{
    internal static readonly ChannelParameter Bits = new("bits", ParameterUnit.Count, 1, 16, "8", "bits for each real dimension");
    internal static readonly ChannelParameter Backoff = new("backoff", ParameterUnit.Decibels, -10, 40, "12dB", "full scale over the r.m.s. value");

    private readonly double _loadSquared;
    private readonly int _levels;

    /// <summary>Creates the converter.</summary>
    /// <exception cref="SemComException">An option is out of its range.</exception>
    public QuantiserImpairment(QuantiserOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        (_loadSquared, _levels) = (Decibels.ToLinear(options.BackoffDb), 1 << options.Bits);
        Text = $"adc:{Bits.Write(options.Bits)},{Backoff.Write(options.BackoffDb)}";
    }

    /// <inheritdoc/>
    public ImpairmentStage Stage => ImpairmentStage.Converter;

    /// <inheritdoc/>
    public string Text { get; }

    /// <inheritdoc/>
    public bool NeedsWholeFrame => true;

    /// <inheritdoc/>
    public void Apply(Span<Complex32> samples, in ImpairmentContext context)
    {
        double energy = 0;
        foreach (var y in samples)
            energy += (double)y.Real * y.Real + (double)y.Imaginary * y.Imaginary;
        if (energy == 0)
            return;

        var step = 2 * Math.Sqrt(_loadSquared * energy / (2.0 * samples.Length)) / _levels;
        foreach (ref var y in samples)
            y = new(Quantise(y.Real, step), Quantise(y.Imaginary, step));
    }

    private float Quantise(double value, double step)
    {
        var level = Math.Clamp(Math.Floor(value / step), -_levels / 2, _levels / 2 - 1);
        return (float)((level + 0.5) * step);
    }
}
