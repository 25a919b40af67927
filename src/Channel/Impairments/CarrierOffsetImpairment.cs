namespace SemCom.Channels;

/// <summary>
/// Residual carrier frequency offset f: sample n of a frame is turned by 2π·f·n / (sampling rate), the same at every antenna. The phase
/// is counted in 2⁻⁶⁴ turns, so it does not drift and any part of a frame can be computed alone.
/// </summary>
public sealed class CarrierOffsetImpairment : IImpairment
{
    internal static readonly ChannelParameter Frequency = new("f", ParameterUnit.Hertz, -1_000_000, 1_000_000, "100Hz", "offset that synchronisation has left");

    private const double TwoTo64 = 18446744073709551616.0;

    private readonly double _offsetHertz;

    /// <summary>Creates the offset.</summary>
    /// <exception cref="SemComException">An option is out of its range.</exception>
    public CarrierOffsetImpairment(CarrierOffsetOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _offsetHertz = options.OffsetHertz;
        Text = $"cfo:{Frequency.Write(options.OffsetHertz)}";
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
        var turns = _offsetHertz / context.SampleRateHertz;
        var step = (ulong)Math.Floor((turns - Math.Floor(turns)) * TwoTo64);
        var phase = unchecked(step * (ulong)context.FirstSample);
        foreach (ref var y in samples)
        {
            y *= UnitPhasor.FromTurns((uint)(phase >> 32));
            phase = unchecked(phase + step);
        }
    }
}
