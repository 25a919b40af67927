namespace SemCom;

/// <summary>
/// The numerology of an OFDM link, agreed by both ends: channel use i stands in OFDM symbol i / K on subcarrier i mod K, with K
/// <see cref="Subcarriers"/>. One resource element is one channel use. Immutable. TS 38.211 §4.
/// </summary>
public sealed record ResourceGrid
{
    /// <summary>Smallest number of points of the discrete Fourier transform.</summary>
    public const int MinFftSize = 64;

    /// <summary>Largest number of points of the discrete Fourier transform.</summary>
    public const int MaxFftSize = 4096;

    /// <summary>Describes a grid.</summary>
    /// <param name="subcarriers">Subcarriers in use, 12 to 7/8 of <paramref name="fftSize"/>.</param>
    /// <param name="spacingHertz">Distance between subcarriers [Hz], 1 kHz to 1 MHz.</param>
    /// <param name="fftSize">Points of the Fourier transform, a power of two from 64 to 4096; the sampling rate is fftSize · spacing.</param>
    /// <param name="prefixSamples">Samples of the cyclic prefix, 0 to <paramref name="fftSize"/>.</param>
    /// <exception cref="SemComException">A value is out of its range.</exception>
    public ResourceGrid(int subcarriers = 600, double spacingHertz = 15_000, int fftSize = 1024, int prefixSamples = 72)
    {
        Guard.InRange(fftSize, MinFftSize, MaxFftSize, "FFT size", "use a power of two such as 1024");
        if (!int.IsPow2(fftSize))
            throw new SemComException($"FFT size must be a power of two (was {fftSize}); use for example 1024");
        (FftSize, Subcarriers) = (fftSize, Guard.InRange(subcarriers, 12, fftSize * 7 / 8, "subcarriers", $"an FFT of {fftSize} points takes up to seven eighths of it"));
        SpacingHertz = Guard.InRange(spacingHertz, 1e3, 1e6, "subcarrier spacing in Hz", "15000 is a usual value");
        PrefixSamples = Guard.InRange(prefixSamples, 0, fftSize, "samples of the cyclic prefix", "7 % of the FFT size is usual");
    }

    /// <summary>Subcarriers in use, K.</summary>
    public int Subcarriers { get; }

    /// <summary>Distance between subcarriers [Hz].</summary>
    public double SpacingHertz { get; }

    /// <summary>Points of the Fourier transform, N.</summary>
    public int FftSize { get; }

    /// <summary>Samples of the cyclic prefix.</summary>
    public int PrefixSamples { get; }

    /// <summary>Samples per second, N · spacing.</summary>
    public double SampleRateHertz => FftSize * SpacingHertz;

    /// <summary>Samples of one OFDM symbol with its prefix.</summary>
    public int SamplesPerSymbol => FftSize + PrefixSamples;

    /// <summary>Duration of one OFDM symbol with its prefix [s].</summary>
    public double SymbolSeconds => SamplesPerSymbol / SampleRateHertz;

    /// <summary>Duration of the cyclic prefix [s].</summary>
    public double PrefixSeconds => PrefixSamples / SampleRateHertz;

    /// <summary>Bin of the Fourier transform, 0..N−1, that carries subcarrier <paramref name="k"/>; K/2 is the carrier frequency, bin 0.</summary>
    public int BinOf(int k) => (k - Subcarriers / 2) & (FftSize - 1);

    /// <summary>Frequency of subcarrier <paramref name="k"/> relative to the carrier [Hz].</summary>
    public double FrequencyOf(int k) => (k - Subcarriers / 2) * SpacingHertz;

    /// <summary>OFDM symbols that hold <paramref name="uses"/> channel uses; the last may be filled in part.</summary>
    public int SymbolsFor(int uses) => (uses + Subcarriers - 1) / Subcarriers;
}
