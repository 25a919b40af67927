namespace SemCom.Channels;

/// <summary>
/// The paths of a process as one filter on samples: path p adds gain a_p times a short filter for its delay, measured from the first path. Lags that no
/// path touches are left out. Immutable.
/// </summary>
internal sealed class TappedDelayLine
{
    private readonly int[] _lags;
    private readonly PathFilter[] _paths;

    /// <summary>Lays the paths out on a grid.</summary>
    public TappedDelayLine(ReadOnlySpan<double> delaysSeconds, ResourceGrid grid)
    {
        var design = new FractionalDelay((double)grid.Subcarriers / grid.FftSize);
        var first = double.MaxValue;
        foreach (var delay in delaysSeconds)
            first = Math.Min(first, delay);
        var filters = new (int FirstLag, double[] Taps)[delaysSeconds.Length];
        var touched = new SortedSet<int>();
        for (var p = 0; p < filters.Length; p++)
        {
            filters[p] = design.Design((delaysSeconds[p] - first) * grid.SampleRateHertz);
            touched.UnionWith(Enumerable.Range(filters[p].FirstLag, filters[p].Taps.Length));
        }
        _lags = [.. touched];
        _paths = Array.ConvertAll(filters, f => new PathFilter(Array.BinarySearch(_lags, f.FirstLag), f.FirstLag, Array.ConvertAll(f.Taps, t => (float)t)));
    }

    /// <summary>Lags of the taps in ascending order [samples]; negative ones precede the centre of the first path.</summary>
    public ReadOnlySpan<int> Lags => _lags;

    /// <summary>Number of paths.</summary>
    public int PathCount => _paths.Length;

    /// <summary>Taps of the filter for some gains: h[l] = Σ_p a_p·s_p[l].</summary>
    /// <param name="gains">Gains of the paths.</param>
    /// <param name="real">Receives the real parts [lags].</param>
    /// <param name="imaginary">Receives the imaginary parts [lags].</param>
    public void Combine(ReadOnlySpan<Complex32> gains, Span<float> real, Span<float> imaginary)
    {
        real.Clear();
        imaginary.Clear();
        for (var p = 0; p < _paths.Length; p++)
        {
            var (at, _, taps) = _paths[p];
            VectorMath.AddScaled(real.Slice(at, taps.Length), gains[p].Real, taps);
            VectorMath.AddScaled(imaginary.Slice(at, taps.Length), gains[p].Imaginary, taps);
        }
    }

    /// <summary>Response of each path's filter at each subcarrier, from the taps that are applied: real and imaginary parts [paths × K].</summary>
    public (float[] Real, float[] Imaginary) Responses(ResourceGrid grid)
    {
        var rotations = new (double Cos, double Sin)[grid.FftSize];
        for (var n = 0; n < rotations.Length; n++)
            rotations[n] = UnitCircle.At(-(double)n / grid.FftSize);
        var (real, imaginary) = (new float[_paths.Length * grid.Subcarriers], new float[_paths.Length * grid.Subcarriers]);
        for (var at = 0; at < real.Length; at++)
        {
            var (_, firstLag, taps) = _paths[at / grid.Subcarriers];
            var bin = (long)grid.BinOf(at % grid.Subcarriers);
            double re = 0, im = 0;
            for (var i = 0; i < taps.Length; i++)
            {
                var (cos, sin) = rotations[(int)(bin * (firstLag + i) & (grid.FftSize - 1))];
                re += taps[i] * cos;
                im += taps[i] * sin;
            }
            (real[at], imaginary[at]) = ((float)re, (float)im);
        }
        return (real, imaginary);
    }

    private readonly record struct PathFilter(int First, int FirstLag, float[] Taps);
}
