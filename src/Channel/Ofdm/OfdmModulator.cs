namespace SemCom.Channels;

/// <summary>
/// Resource elements to samples: x[n] = 1/√N · Σ_k X_k·exp(j2π b_k n/N), b_k the bin of subcarrier k, preceded by the cyclic prefix, a copy of the last
/// samples (TS 38.211 §5.3.1). The transform keeps power: E|x|² = K/N for unit resource elements. Immutable.
/// </summary>
public sealed class OfdmModulator
{
    private readonly FourierTransform _transform;

    /// <summary>Creates a modulator.</summary>
    public OfdmModulator(ResourceGrid grid)
    {
        ArgumentNullException.ThrowIfNull(grid);
        (Grid, _transform) = (grid, new(grid.FftSize));
    }

    /// <summary>Numerology.</summary>
    public ResourceGrid Grid { get; }

    /// <summary>Modulates OFDM symbols of one antenna.</summary>
    /// <param name="uses">Resource elements; the last OFDM symbol is filled up with zeros.</param>
    /// <param name="samples">Receives [symbols × samples of a symbol].</param>
    public void Modulate(ReadOnlySpan<Complex32> uses, Span<Complex32> samples)
    {
        var length = Grid.SamplesPerSymbol;
        ArgumentOutOfRangeException.ThrowIfNotEqual(samples.Length, Grid.SymbolsFor(uses.Length) * length);
        var planes = new float[2 * length + _transform.WorkLength];
        var real = planes.AsSpan(0, length);
        var imaginary = planes.AsSpan(length, length);
        var work = planes.AsSpan(2 * length);
        for (var at = 0; at < samples.Length; at += length)
        {
            var count = Math.Min(Grid.Subcarriers, uses.Length);
            ModulateSymbol(uses[..count], 1, 0, real, imaginary, work);
            ComplexPlanes.Join(real, imaginary, samples.Slice(at, length));
            uses = uses[count..];
        }
    }

    /// <summary>One OFDM symbol onto planes [samples of a symbol].</summary>
    /// <param name="uses">Symbols [at most K × antennas]; what is missing counts as zero.</param>
    /// <param name="antennas">Transmit antennas.</param>
    /// <param name="antenna">Which of them.</param>
    /// <param name="real">Receives the real parts.</param>
    /// <param name="imaginary">Receives the imaginary parts.</param>
    /// <param name="work">Work space of the transform.</param>
    internal void ModulateSymbol(
        ReadOnlySpan<Complex32> uses, int antennas, int antenna, Span<float> real, Span<float> imaginary, Span<float> work)
    {
        var prefix = Grid.PrefixSamples;
        var re = real[prefix..];
        var im = imaginary[prefix..];
        re.Clear();
        im.Clear();
        var negative = Grid.Subcarriers / 2;
        var below = Math.Min(negative, uses.Length / antennas);
        var shift = Grid.FftSize - negative;
        Scatter(uses[..(below * antennas)], antennas, antenna, re[shift..], im[shift..]);
        Scatter(uses[(below * antennas)..], antennas, antenna, re, im);
        _transform.Inverse(re, im, work);
        re[^prefix..].CopyTo(real);
        im[^prefix..].CopyTo(imaginary);
    }

    private static void Scatter(ReadOnlySpan<Complex32> uses, int antennas, int antenna, Span<float> real, Span<float> imaginary)
    {
        if (antennas == 1)
        {
            ComplexPlanes.Split(uses, real, imaginary);
            return;
        }
        for (var (k, at) = (0, antenna); at < uses.Length; k++, at += antennas)
            (real[k], imaginary[k]) = (uses[at].Real, uses[at].Imaginary);
    }
}
