using System.Numerics;

namespace SemCom.Receiver.Estimation;

/// <summary>
/// What observations at some places say of a channel whose wave powers are given. With S the covariance of the observations, noise included, all follows from S⁻¹ and
/// a = S⁻¹y: gains E[h|y] = C·a, their errors, and how the likelihood would change with each power. Exact for a Gaussian channel (Kay, Estimation Theory, 1993, ch. 11).
/// </summary>
internal sealed class PilotPosterior : IPosterior
{
    private readonly WaveGrid _grid;
    private readonly PilotPlaces _places;
    private readonly WavePowers _powers;
    private readonly SplitRows _inverse;
    private readonly double[] _observationNoise;

    public PilotPosterior(WaveGrid grid, PilotPlaces places, WavePowers powers)
    {
        (_grid, _places, _powers) = (grid, places, powers);
        var noise = powers.Noise;
        _observationNoise = Array.ConvertAll(places.NoiseScales, scale => noise * scale);
        _inverse = Covariance().Inverse();
    }

    private int Count => _places.Count;

    /// <summary>a = S⁻¹y.</summary>
    public Complex[] Weigh(ReadOnlySpan<Complex> y)
    {
        var (a, sum) = (new Complex[Count], new SplitRow(Count));
        // Columns instead of rows: S⁻¹ is its own conjugate transpose.
        for (var j = 0; j < Count; j++)
            sum.Add(Complex.Conjugate(y[j]), _inverse[j]);
        for (var i = 0; i < Count; i++)
            a[i] = Complex.Conjugate(sum[i]);
        return a;
    }

    /// <inheritdoc/>
    public LikelihoodGradients Gradients(IReadOnlyList<Complex[]> observations)
    {
        var gradients = new LikelihoodGradients(_powers.Delays.Length, _powers.Dopplers.Length);
        foreach (var y in observations)
        {
            var a = Weigh(y);
            AddEnergies(a, 1.0 / observations.Count, gradients);
            for (var i = 0; i < Count; i++)
                gradients.NoiseEnergy += _observationNoise[i] * Energy(a[i]) / observations.Count / Count;
        }
        for (var i = 0; i < Count; i++)
            gradients.NoiseTrace += _observationNoise[i] * _inverse[i].Re[i] / Count;
        FillTraces(gradients);
        return gradients;
    }

    /// <summary>E[h|y] [symbols × subcarriers].</summary>
    /// <param name="weighed">a.</param>
    /// <param name="part">Which.</param>
    /// <param name="gains">Receives them.</param>
    public void Gains(Complex[] weighed, GridPart part, Span<Complex> gains)
    {
        var rows = _places.Rows;
        var over = new SplitRows(rows.Length, part.Subcarriers);
        for (var r = 0; r < rows.Length; r++)
        {
            for (var j = rows[r].Start.Value; j < rows[r].End.Value; j++)
                over[r].Add(weighed[j], Response(j, part));
        }
        var row = new SplitRow(part.Subcarriers);
        for (var l = 0; l < part.Symbols; l++)
        {
            row.Clear();
            for (var r = 0; r < rows.Length; r++)
                row.Add(_powers.OverTime(part.FirstSymbol + l - SymbolOf(r)), over[r]);
            for (var k = 0; k < row.Length; k++)
                gains[l * row.Length + k] = row[k];
        }
    }

    /// <summary>E|h − ĥ|² [symbols × subcarriers].</summary>
    public void Errors(GridPart part, Span<float> errors)
    {
        var rows = _places.Rows;
        var width = part.Subcarriers;
        var explained = new double[part.Count];
        var form = new SplitRow(width);
        for (var r = 0; r < rows.Length; r++)
        {
            // Pairs of rows come twice, conjugated.
            for (var s = 0; s <= r; s++)
            {
                FillForm(rows[r], rows[s], part, form);
                for (var l = 0; l < part.Symbols; l++)
                {
                    var (at, twice) = (part.FirstSymbol + l, r == s ? 1 : 2);
                    var weight = twice * _powers.OverTime(at - SymbolOf(r)) * Complex.Conjugate(_powers.OverTime(at - SymbolOf(s)));
                    var row = explained.AsSpan(l * width, width);
                    SplitVector.MultiplyAdd(weight.Real, form.Re, row);
                    SplitVector.MultiplyAdd(-weight.Imaginary, form.Im, row);
                }
            }
        }
        for (var i = 0; i < explained.Length; i++)
            errors[i] = (float)Math.Max(_powers.Power - explained[i], 1e-9 * _powers.Power);
    }

    /// <summary>Σ w_i·S⁻¹_ij·w_j* over two rows of observations, for the response w of each subcarrier; of one row with itself only the real part, which is all of it.</summary>
    private void FillForm(Range a, Range b, GridPart part, SplitRow form)
    {
        form.Clear();
        var sum = new SplitRow(form.Length);
        for (var i = a.Start.Value; i < a.End.Value; i++)
        {
            var (row, response) = (_inverse[i], Response(i, part));
            sum.Clear();
            // Pairs of one row come twice, conjugated.
            var (end, times) = a.Equals(b) ? (i, 2) : (b.End.Value, 1);
            for (var j = b.Start.Value; j < end; j++)
                sum.Add(times * Complex.Conjugate(row[j]), Response(j, part));
            if (times == 2)
                sum.Add(row[i], response);
            SplitVector.MultiplyConjugateAdd(response.Re, response.Im, sum.Re, sum.Im, form.Re, form.Im);
        }
    }

    /// <summary>E[h·y*] / (its part over time) of an observation and each subcarrier of a part.</summary>
    private SplitRow Response(int observation, GridPart part) =>
        _powers.OverFrequency(part.FirstSubcarrier - _places.Subcarriers[observation], part.Subcarriers);

    private int SymbolOf(int row) => _places.Symbols[_places.Rows[row].Start.Value];

    private HermitianMatrix Covariance()
    {
        var matrix = new HermitianMatrix(Count);
        var (rows, subcarriers) = (_places.Rows, _places.Subcarriers);
        for (var r = 0; r < rows.Length; r++)
        {
            for (var s = 0; s <= r; s++)
            {
                var time = _powers.OverTime(SymbolOf(r) - SymbolOf(s));
                for (var i = rows[r].Start.Value; i < rows[r].End.Value; i++)
                {
                    for (var j = rows[s].Start.Value; j < Math.Min(rows[s].End.Value, i + 1); j++)
                        matrix[i, j] = _powers.OverFrequency(subcarriers[i] - subcarriers[j]) * time;
                }
            }
        }
        for (var i = 0; i < Count; i++)
            matrix[i, i] += _observationNoise[i];
        return matrix;
    }

    private void AddEnergies(Complex[] a, double share, LikelihoodGradients gradients)
    {
        var course = new SplitRows(_places.Rows.Length, _powers.Delays.Length);
        for (var r = 0; r < _places.Rows.Length; r++)
        {
            // Conjugates throughout: energies are the same.
            for (var i = _places.Rows[r].Start.Value; i < _places.Rows[r].End.Value; i++)
                course[r].Add(Complex.Conjugate(a[i]), _grid.DelayWave(_places.Subcarriers[i]));
        }
        gradients.AddEnergies(_powers, course, (r, v) => _grid.DopplerWave(SymbolOf(r))[v], share);
    }

    /// <summary>tr(S⁻¹ ∂S/∂p_d) = Σ_Δ c_Δ·e^(−j2πΔτ_d), with c the sums over all pairs of observations Δ subcarriers apart; Doppler shifts likewise.</summary>
    private void FillTraces(LikelihoodGradients gradients)
    {
        var (rows, subcarriers) = (_places.Rows, _places.Subcarriers);
        var frequency = new Complex[_grid.Subcarriers];
        var time = new Complex[_places.Symbols[^1] - _places.Symbols[0] + 1];
        for (var r = 0; r < rows.Length; r++)
        {
            for (var s = 0; s <= r; s++)
            {
                var later = SymbolOf(r) - SymbolOf(s);
                var (overTime, sum) = (_powers.OverTime(later), Complex.Zero);
                for (var i = rows[r].Start.Value; i < rows[r].End.Value; i++)
                {
                    // Each pair once; the other way round it is the conjugate, and of sums for distance 0 only the real part counts.
                    var row = _inverse[i];
                    for (var j = rows[s].Start.Value; j < Math.Min(rows[s].End.Value, i + 1); j++)
                    {
                        var apart = subcarriers[i] - subcarriers[j];
                        var weight = Complex.Conjugate(row[j]);
                        var seen = weight * overTime;
                        frequency[Math.Abs(apart)] += (apart == 0 && i != j ? 2 : 1) * (apart < 0 ? Complex.Conjugate(seen) : seen);
                        sum += (later == 0 && i != j ? 2 : 1) * weight * _powers.OverFrequency(apart);
                    }
                }
                time[later] += sum;
            }
        }
        Transform(frequency, _grid.DelayWave, gradients.DelayTraces);
        Transform(time, _grid.DopplerWave, gradients.DopplerTraces);
    }

    /// <summary>Negative lags are the conjugates of the positive ones.</summary>
    private static void Transform(Complex[] lags, Func<int, SplitRow> waves, double[] sums)
    {
        for (var lag = 0; lag < lags.Length; lag++)
        {
            if (lags[lag] == Complex.Zero)
                continue;
            var (wave, twice) = (waves(lag), lag == 0 ? 1 : 2);
            SplitVector.MultiplyAdd(twice * lags[lag].Real, wave.Re, sums);
            SplitVector.MultiplyAdd(-twice * lags[lag].Imaginary, wave.Im, sums);
        }
    }

    private static double Energy(Complex x) => x.Real * x.Real + x.Imaginary * x.Imaginary;
}
