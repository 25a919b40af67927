namespace SemCom.Channels;

/// <summary>
/// Phase noise of a free-running oscillator: the phase is a Wiener process that starts at 0 and whose increments over one sample have the
/// variance 2π·(linewidth)/(sampling rate), which makes a Lorentzian line of that full width at half power (A. Demir, A. Mehrotra and J.
/// Roychowdhury, IEEE Trans. Circuits Syst. I 47(5), 2000; T. Pollet, M. van Bladel and M. Moeneclaey, IEEE Trans. Commun. 43(2/3/4),
/// 1995). All antennas share the oscillator. Any part of a frame can be computed alone.
/// </summary>
public sealed class PhaseNoiseImpairment : IImpairment
{
    internal static readonly ChannelParameter Linewidth = new("linewidth", ParameterUnit.Hertz, 0, 100_000, "100Hz", "width of the oscillator's line at half power");

    private readonly double _linewidthHertz;

    /// <summary>Creates the oscillator.</summary>
    /// <exception cref="SemComException">An option is out of its range.</exception>
    public PhaseNoiseImpairment(PhaseNoiseOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _linewidthHertz = options.LinewidthHertz;
        Text = $"phase-noise:{Linewidth.Write(options.LinewidthHertz)}";
    }

    /// <inheritdoc/>
    public ImpairmentStage Stage => ImpairmentStage.Receiver;

    /// <inheritdoc/>
    public string Text { get; }

    /// <inheritdoc/>
    public bool NeedsGrid => true;

    /// <inheritdoc/>
    public void Apply(Span<Complex32> samples, in ImpairmentContext context)
    {
        var sigma = Math.Sqrt(2 * Math.PI * _linewidthHertz / context.SampleRateHertz);
        var walk = new WienerProcess(context.Realization, context.FirstSample);
        foreach (ref var y in samples)
            y *= UnitPhasor.FromRadians(sigma * walk.Next());
    }
}
