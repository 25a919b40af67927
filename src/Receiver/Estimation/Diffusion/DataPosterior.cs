using System.Numerics;

namespace SemCom.Receiver.Estimation;

/// <summary>
/// Gains of a window from observations at any number of its elements, pilots and data alike, for given powers. In whitened coordinates z, h = (U_t·L_t ⊗ U_f·L_f)·z with the
/// bases U of <see cref="WholeGrid"/> and the factors L of the powers' covariances, what observations say adds up in one small matrix, P = I + Σ w·bᴴb. Exact for what the bases span.
/// </summary>
internal sealed class DataPosterior
{
    /// <summary>Power that every coordinate has, relative to all of them, so that covariances can be factored.</summary>
    private const double Jitter = 1e-9;

    private readonly WaveGrid _waves;
    private readonly SplitRows _overTime, _overFrequency;

    public DataPosterior(WholeGrid grid, WavePowers powers)
    {
        _waves = grid.Waves;
        _overTime = Whitened(grid.TimeBasis, grid.TimeWaves, powers.Dopplers);
        _overFrequency = Whitened(grid.FrequencyBasis, grid.FrequencyWaves, powers.Delays);
    }

    private int Rows => _overTime.Count;

    private int Columns => _overFrequency.Count;

    /// <summary>Estimates all gains.</summary>
    /// <param name="weights">|x|² / noise of each element, 0 where nothing is known [symbols × subcarriers].</param>
    /// <param name="matched">y·x* / noise of each element.</param>
    /// <param name="gains">Receives E[h|y].</param>
    /// <param name="errors">Receives E|h − ĥ|² [symbols × subcarriers].</param>
    public void Estimate(double[] weights, SplitRows matched, SplitRows gains, double[] errors)
    {
        var (precision, right) = (new HermitianMatrix(Rows * Columns), new Complex[Rows * Columns]);
        for (var l = 0; l < _waves.Symbols; l++)
            Add(l, weights.AsSpan(l * _waves.Subcarriers, _waves.Subcarriers), matched[l], precision, right);
        for (var i = 0; i < precision.Size; i++)
            precision[i, i] += 1;
        var inverse = precision.Inverse();
        var z = new SplitRow(right.Length);
        for (var i = 0; i < right.Length; i++)
            z.AddConjugate(right[i], inverse[i]);
        WholeGrid.Compose(_overTime, _overFrequency, new SplitRows(z, Columns), gains);
        for (var l = 0; l < _waves.Symbols; l++)
            FillErrors(l, inverse, errors.AsSpan(l * _waves.Subcarriers, _waves.Subcarriers));
    }

    /// <summary>Adds what one OFDM symbol says: with a its place in time, conj(a)a ⊗ Σ_k w·conj(b)b to the precision and conj(a) ⊗ Σ_k conj(b)·y·x*/noise to the right side.</summary>
    private void Add(int symbol, ReadOnlySpan<double> weights, SplitRow matched, HermitianMatrix precision, Complex[] right)
    {
        var weighed = new SplitRow(_waves.Subcarriers);
        for (var c = 0; c < Columns; c++)
        {
            weighed.Set(_overFrequency[c]);
            weighed.Scale(weights);
            var seen = matched.DotConjugate(_overFrequency[c]);
            for (var r = 0; r < Rows; r++)
                right[r * Columns + c] += Complex.Conjugate(_overTime[r][symbol]) * seen;
            for (var d = 0; d <= c; d++)
            {
                var product = _overFrequency[d].DotConjugate(weighed);
                for (var r = 0; r < Rows; r++)
                {
                    for (var s = 0; s <= r; s++)
                    {
                        var turn = Complex.Conjugate(_overTime[r][symbol]) * _overTime[s][symbol];
                        precision[r * Columns + c, s * Columns + d] += turn * product;
                        if (c != d && s < r)
                            precision[r * Columns + d, s * Columns + c] += turn * Complex.Conjugate(product);
                    }
                }
            }
        }
    }

    /// <summary>(a ⊗ b)·P⁻¹·(a ⊗ b)ᴴ at every subcarrier.</summary>
    private void FillErrors(int symbol, SplitRows inverse, Span<double> errors)
    {
        var (row, product, sums) = (new SplitRow(Columns), new SplitRow(errors.Length), new SplitRow(errors.Length));
        for (var c = 0; c < Columns; c++)
        {
            row.Clear();
            for (var r = 0; r < Rows; r++)
            {
                for (var s = 0; s < Rows; s++)
                    row.Add(_overTime[r][symbol] * Complex.Conjugate(_overTime[s][symbol]), inverse[r * Columns + c].Slice(s * Columns, Columns));
            }
            product.Clear();
            for (var d = 0; d < Columns; d++)
                product.Add(Complex.Conjugate(row[d]), _overFrequency[d]);
            var b = _overFrequency[c];
            SplitVector.MultiplyConjugateAdd(b.Re, b.Im, product.Re, product.Im, sums.Re, sums.Im);
        }
        for (var k = 0; k < errors.Length; k++)
            errors[k] = Math.Max(sums.Re[k], 0);
    }

    /// <summary>U·L, one column a row: [coordinates × places].</summary>
    private static SplitRows Whitened(SplitRows basis, SplitRows waves, double[] powers)
    {
        var (moments, covariance, total) = (waves.Covariance(powers), new HermitianMatrix(waves.Count), 0.0);
        for (var i = 0; i < waves.Count; i++)
        {
            for (var j = 0; j <= i; j++)
                covariance[i, j] = moments[i][j];
            total += covariance[i, i].Real;
        }
        for (var i = 0; i < waves.Count; i++)
            covariance[i, i] += Jitter * total;
        covariance.Factor();
        var whitened = new SplitRows(basis.Count, basis[0].Length);
        for (var c = 0; c < basis.Count; c++)
        {
            for (var i = c; i < basis.Count; i++)
                whitened[c].Add(covariance[i, c], basis[i]);
        }
        return whitened;
    }
}
