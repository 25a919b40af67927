using System.Numerics;

namespace SemCom.Receiver.Estimation;

/// <summary>
/// What observations at some places say of a channel whose wave powers are given. With S the covariance of the observations, noise included, all follows from S⁻¹ and
/// a = S⁻¹y: gains E[h|y] = C·a, their errors, and how the likelihood would change with each power. Exact for a Gaussian channel (Kay, Estimation Theory, 1993, ch. 11).
/// </summary>
internal sealed class PilotPosterior
{
    private readonly WaveGrid _grid;
    private readonly PilotPlaces _places;
    private readonly WavePowers _powers;
    private readonly Complex[] _inverse;
    private readonly double[] _observationNoise;

    public PilotPosterior(WaveGrid grid, PilotPlaces places, WavePowers powers)
    {
        (_grid, _places, _powers) = (grid, places, powers);
        var noise = powers.Noise;
        _observationNoise = Array.ConvertAll(places.NoiseScales, scale => noise * scale);
        _inverse = Invert(Covariance());
    }

    private int Count => _places.Count;

    /// <summary>a = S⁻¹y.</summary>
    public Complex[] Weigh(ReadOnlySpan<Complex> y)
    {
        var a = new Complex[Count];
        for (var i = 0; i < Count; i++)
        {
            var (re, im) = (0.0, 0.0);
            var row = _inverse.AsSpan(i * Count, Count);
            for (var j = 0; j < row.Length; j++)
            {
                re += row[j].Real * y[j].Real - row[j].Imaginary * y[j].Imaginary;
                im += row[j].Real * y[j].Imaginary + row[j].Imaginary * y[j].Real;
            }
            a[i] = new Complex(re, im);
        }
        return a;
    }

    /// <summary>How the likelihood of observations would change with each power.</summary>
    /// <param name="observations">Vectors of observations; their mean counts.</param>
    public LikelihoodGradients Gradients(IReadOnlyList<Complex[]> observations)
    {
        var weighed = observations.Select(y => Weigh(y)).ToArray();
        var gradients = new LikelihoodGradients(_powers.Delays.Length, _powers.Dopplers.Length);
        AddEnergies(weighed, gradients);
        FillTraces(gradients);
        for (var i = 0; i < Count; i++)
        {
            foreach (var a in weighed)
                gradients.NoiseEnergy += _observationNoise[i] * Energy(a[i]) / weighed.Length / Count;
            gradients.NoiseTrace += _observationNoise[i] * _inverse[i * Count + i].Real / Count;
        }
        return gradients;
    }

    /// <summary>E[h|y] [symbols × subcarriers].</summary>
    /// <param name="weighed">a.</param>
    /// <param name="part">Which.</param>
    /// <param name="gains">Receives them.</param>
    public void Gains(Complex[] weighed, GridPart part, Span<Complex> gains)
    {
        var (first, width) = (part.FirstSubcarrier, part.Subcarriers);
        var rows = _places.Rows;
        var over = new Complex[rows.Length * width];
        for (var r = 0; r < rows.Length; r++)
        {
            for (var j = rows[r].Start.Value; j < rows[r].End.Value; j++)
            {
                for (var k = 0; k < width; k++)
                    over[r * width + k] += weighed[j] * _powers.OverFrequency(first + k - _places.Subcarriers[j]);
            }
        }
        gains.Clear();
        for (var l = 0; l < part.Symbols; l++)
        {
            var row = gains.Slice(l * width, width);
            for (var r = 0; r < rows.Length; r++)
            {
                var weight = _powers.OverTime(part.FirstSymbol + l - _places.Symbols[rows[r].Start.Value]);
                for (var k = 0; k < width; k++)
                    row[k] += weight * over[r * width + k];
            }
        }
    }

    /// <summary>E|h − ĥ|² [symbols × subcarriers].</summary>
    public void Errors(GridPart part, Span<float> errors)
    {
        var (first, width) = (part.FirstSubcarrier, part.Subcarriers);
        var rows = _places.Rows;
        var blocks = new Complex[rows.Length * rows.Length];
        var response = new Complex[Count];
        for (var k = 0; k < width; k++)
        {
            for (var j = 0; j < Count; j++)
                response[j] = _powers.OverFrequency(first + k - _places.Subcarriers[j]);
            for (var r = 0; r < rows.Length; r++)
            {
                for (var s = 0; s <= r; s++)
                {
                    blocks[r * rows.Length + s] = Form(response, rows[r], rows[s]);
                    blocks[s * rows.Length + r] = Complex.Conjugate(blocks[r * rows.Length + s]);
                }
            }
            for (var l = 0; l < part.Symbols; l++)
                errors[l * width + k] = (float)Math.Max(_powers.Power - Explained(blocks, part.FirstSymbol + l), 1e-9 * _powers.Power);
        }
    }

    /// <summary>Σ w_i·S⁻¹_ij·w_j* over two rows of observations.</summary>
    private Complex Form(Complex[] w, Range a, Range b)
    {
        var sum = Complex.Zero;
        for (var i = a.Start.Value; i < a.End.Value; i++)
        {
            var row = Complex.Zero;
            for (var j = b.Start.Value; j < b.End.Value; j++)
                row += _inverse[i * Count + j] * Complex.Conjugate(w[j]);
            sum += w[i] * row;
        }
        return sum;
    }

    private double Explained(Complex[] blocks, int symbol)
    {
        var rows = _places.Rows;
        var sum = 0.0;
        for (var r = 0; r < rows.Length; r++)
        {
            var tr = _powers.OverTime(symbol - _places.Symbols[rows[r].Start.Value]);
            for (var s = 0; s < rows.Length; s++)
                sum += (tr * blocks[r * rows.Length + s] * Complex.Conjugate(_powers.OverTime(symbol - _places.Symbols[rows[s].Start.Value]))).Real;
        }
        return sum;
    }

    private HermitianMatrix Covariance()
    {
        var matrix = new HermitianMatrix(Count);
        for (var i = 0; i < Count; i++)
        {
            for (var j = 0; j <= i; j++)
                matrix[i, j] = _powers.OverFrequency(_places.Subcarriers[i] - _places.Subcarriers[j]) * _powers.OverTime(_places.Symbols[i] - _places.Symbols[j]);
            matrix[i, i] += _observationNoise[i];
        }
        return matrix;
    }

    private static Complex[] Invert(HermitianMatrix matrix)
    {
        var size = matrix.Size;
        matrix.Factor();
        var (re, im) = (new double[size * size], new double[size * size]);
        for (var i = 0; i < size; i++)
            re[i * size + i] = 1;
        matrix.SolveRows(re, im, size);
        var inverse = new Complex[size * size];
        for (var i = 0; i < inverse.Length; i++)
            inverse[i] = new Complex(re[i], im[i]);
        return inverse;
    }

    /// <summary>Σ_v q_v·E_vd and Σ_d p_d·E_vd with E the mean energy of a in each wave.</summary>
    private void AddEnergies(Complex[][] weighed, LikelihoodGradients gradients)
    {
        var (delays, dopplers) = (_powers.Delays, _powers.Dopplers);
        var course = new Complex[_places.Rows.Length * delays.Length];
        foreach (var a in weighed)
        {
            Array.Clear(course);
            for (var r = 0; r < _places.Rows.Length; r++)
            {
                var row = course.AsSpan(r * delays.Length, delays.Length);
                for (var i = _places.Rows[r].Start.Value; i < _places.Rows[r].End.Value; i++)
                    AddConjugateWave(a[i], _grid.DelayWave(_places.Subcarriers[i]), row);
            }
            for (var v = 0; v < dopplers.Length; v++)
            {
                for (var d = 0; d < delays.Length; d++)
                {
                    var sum = Complex.Zero;
                    for (var r = 0; r < _places.Rows.Length; r++)
                        sum += course[r * delays.Length + d] * ConjugateTurn(_places.Symbols[_places.Rows[r].Start.Value], v);
                    var energy = Energy(sum) / weighed.Length;
                    gradients.DelayEnergies[d] += dopplers[v] * energy;
                    gradients.DopplerEnergies[v] += delays[d] * energy;
                }
            }
        }
    }

    /// <summary>tr(S⁻¹ ∂S/∂p_d) = Σ_Δ c_Δ·e^(−j2πΔτ_d), with c the sums over all pairs of observations Δ subcarriers apart; Doppler shifts likewise.</summary>
    private void FillTraces(LikelihoodGradients gradients)
    {
        var first = _places.Symbols[0];
        var frequency = new Complex[_grid.Subcarriers];
        var time = new Complex[_places.Symbols[^1] - first + 1];
        for (var i = 0; i < Count; i++)
        {
            for (var j = 0; j < Count; j++)
            {
                var (apart, later) = (_places.Subcarriers[i] - _places.Subcarriers[j], _places.Symbols[i] - _places.Symbols[j]);
                var weight = _inverse[j * Count + i];
                if (apart >= 0)
                    frequency[apart] += weight * _powers.OverTime(later);
                if (later >= 0)
                    time[later] += weight * _powers.OverFrequency(apart);
            }
        }
        Transform(frequency, k => _grid.DelayWave(k), gradients.DelayTraces);
        Transform(time, l => _grid.DopplerWave(l), gradients.DopplerTraces);
    }

    private delegate ReadOnlySpan<Complex> Waves(int lag);

    /// <summary>Negative lags are the conjugates of the positive ones.</summary>
    private static void Transform(Complex[] lags, Waves waves, double[] sums)
    {
        for (var lag = 0; lag < lags.Length; lag++)
        {
            if (lags[lag] == Complex.Zero)
                continue;
            var wave = waves(lag);
            var twice = lag == 0 ? 1 : 2;
            for (var i = 0; i < sums.Length; i++)
                sums[i] += twice * (lags[lag].Real * wave[i].Real - lags[lag].Imaginary * wave[i].Imaginary);
        }
    }

    private Complex ConjugateTurn(int symbol, int doppler) =>
        symbol >= 0 ? Complex.Conjugate(_grid.DopplerWave(symbol)[doppler]) : _grid.DopplerWave(-symbol)[doppler];

    private static void AddConjugateWave(Complex a, ReadOnlySpan<Complex> wave, Span<Complex> sums)
    {
        for (var d = 0; d < sums.Length; d++)
        {
            sums[d] += new Complex(
                a.Real * wave[d].Real + a.Imaginary * wave[d].Imaginary, a.Imaginary * wave[d].Real - a.Real * wave[d].Imaginary);
        }
    }

    private static double Energy(Complex x) => x.Real * x.Real + x.Imaginary * x.Imaginary;
}
