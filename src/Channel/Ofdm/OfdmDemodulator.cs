namespace SemCom.Channels;

/// <summary>
/// Samples to resource elements: drops the prefix and applies Y_k = 1/√N · Σ_n y[n]·exp(−j2π b_k n/N), which keeps the noise power of a sample as
/// that of a subcarrier. Immutable.
/// </summary>
public sealed class OfdmDemodulator
{
    private readonly FourierTransform _transform;

    /// <summary>Creates a demodulator.</summary>
    /// <param name="grid">Numerology.</param>
    /// <param name="advance">
    /// Samples by which the received waveform lags behind the first path, 0 to N/2: windows then begin so much before it, and the lag is taken back by a
    /// cyclic shift. Pulses ring before their centre; a receiver starts early to keep that within the prefix.
    /// </param>
    public OfdmDemodulator(ResourceGrid grid, int advance = 0)
    {
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentOutOfRangeException.ThrowIfNegative(advance);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(advance, grid.FftSize / 2);
        (Grid, Advance, _transform) = (grid, advance, new(grid.FftSize));
    }

    /// <summary>Numerology.</summary>
    public ResourceGrid Grid { get; }

    /// <summary>Samples by which the received waveform lags behind the first path.</summary>
    public int Advance { get; }

    /// <summary>Demodulates OFDM symbols of one antenna.</summary>
    /// <param name="samples">Samples [symbols × samples of a symbol].</param>
    /// <param name="uses">Receives the resource elements; their number decides how much of the last OFDM symbol is read.</param>
    public void Demodulate(ReadOnlySpan<Complex32> samples, Span<Complex32> uses)
    {
        var length = Grid.SamplesPerSymbol;
        ArgumentOutOfRangeException.ThrowIfNotEqual(samples.Length, Grid.SymbolsFor(uses.Length) * length);
        var planes = new float[2 * Grid.FftSize + _transform.WorkLength];
        for (; !samples.IsEmpty; samples = samples[length..])
        {
            var count = Math.Min(Grid.Subcarriers, uses.Length);
            DemodulateSymbol(samples[..length], uses[..count], 1, 0, planes);
            uses = uses[count..];
        }
    }

    /// <summary>Reals that <see cref="DemodulateSymbol"/> needs as work space.</summary>
    internal int WorkLength => 2 * Grid.FftSize + _transform.WorkLength;

    /// <summary>One OFDM symbol.</summary>
    /// <param name="samples">Its samples, with the prefix.</param>
    /// <param name="uses">Receives [at most K × antennas], every <paramref name="antennas"/>-th from <paramref name="antenna"/>.</param>
    /// <param name="antennas">Receive antennas.</param>
    /// <param name="antenna">Which of them.</param>
    /// <param name="work">At least <see cref="WorkLength"/> reals.</param>
    internal void DemodulateSymbol(ReadOnlySpan<Complex32> samples, Span<Complex32> uses, int antennas, int antenna, Span<float> work)
    {
        var size = Grid.FftSize;
        var re = work[..size];
        var im = work.Slice(size, size);
        var window = samples[Grid.PrefixSamples..];
        ComplexPlanes.Split(window[Advance..], re, im);
        ComplexPlanes.Split(window[..Advance], re[(size - Advance)..], im[(size - Advance)..]);
        _transform.Forward(re, im, work[(2 * size)..]);

        var negative = Grid.Subcarriers / 2;
        var count = uses.Length / antennas;
        var below = Math.Min(negative, count);
        if (antennas == 1)
        {
            ComplexPlanes.Join(re[(size - negative)..], im[(size - negative)..], uses[..below]);
            ComplexPlanes.Join(re, im, uses[below..]);
            return;
        }
        for (var k = 0; k < count; k++)
        {
            var bin = Grid.BinOf(k);
            uses[k * antennas + antenna] = new(re[bin], im[bin]);
        }
    }
}
