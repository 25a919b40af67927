namespace SemCom.Channels;

/// <summary>
/// Power amplifier as a soft limiter: amplitudes above A are cut to A, the phase stays. A² is given over the mean power of the waveform.
/// The output is not scaled up again, so clipping costs power too. For a Gaussian waveform the output is α·x + d with d uncorrelated to x,
/// α = 1 − e^(−A²) + (√π/2)·A·erfc(A) for unit power (J. J. Bussgang, MIT RLE report 216, 1952; H. Ochiai and H. Imai, IEEE Trans. Commun.
/// 50(1), 2002).
/// </summary>
public sealed class ClipImpairment : IImpairment
{
    internal static readonly ChannelParameter Papr = new("papr", ParameterUnit.Decibels, 0, 30, "6dB", "largest power over the mean power");

    private readonly double _powerRatio;

    /// <summary>Creates the amplifier.</summary>
    /// <exception cref="SemComException">An option is out of its range.</exception>
    public ClipImpairment(ClipOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _powerRatio = Decibels.ToLinear(options.PaprDb);
        Text = $"clip:{Papr.Write(options.PaprDb)}";
    }

    /// <inheritdoc/>
    public ImpairmentStage Stage => ImpairmentStage.Transmitter;

    /// <inheritdoc/>
    public string Text { get; }

    /// <inheritdoc/>
    public void Apply(Span<Complex32> samples, in ImpairmentContext context)
    {
        var limit = (float)(_powerRatio * context.MeanPower);
        var amplitude = MathF.Sqrt(limit);
        foreach (ref var x in samples)
        {
            if (x.Power > limit)
                x *= amplitude / x.Magnitude;
        }
    }
}
