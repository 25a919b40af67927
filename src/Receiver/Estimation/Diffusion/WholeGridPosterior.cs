using System.Numerics;
using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Complex;

namespace SemCom.Receiver.Estimation;

/// <summary>
/// What a window seen whole in white noise says. Its covariance is a Kronecker product, C_t ⊗ C_f + N0·I, so that in the eigenvectors of C_t, the modes, it falls apart into one
/// problem over frequency for each; pilots are added to it exactly.
/// </summary>
internal sealed class WholeGridPosterior : IPosterior
{
    private readonly WholeGrid _grid;
    private readonly WavePowers _powers;
    private readonly SplitRows _frequency, _modes, _modeWaves;
    private readonly double[] _modePowers;
    private readonly SplitRows[] _inverses;

    public WholeGridPosterior(WholeGrid grid, WavePowers powers)
    {
        (_grid, _powers) = (grid, powers);
        _frequency = grid.FrequencyWaves.Covariance(powers.Delays);
        (_modePowers, _modes) = Eigen(grid.TimeWaves.Covariance(powers.Dopplers));
        _modeWaves = IntoModes(grid.TimeWaves);
        _inverses = Array.ConvertAll(_modePowers, power => Observed(power).Inverse());
    }

    /// <inheritdoc/>
    public LikelihoodGradients Gradients(IReadOnlyList<Complex[]> observations)
    {
        var count = _grid.Rows * _grid.Columns;
        var gradients = new LikelihoodGradients(_powers.Delays.Length, _powers.Dopplers.Length);
        foreach (var y in observations)
        {
            var weighed = Weigh(Coordinates(y));
            AddEnergies(weighed, 1.0 / observations.Count, gradients);
            for (var m = 0; m < weighed.Count; m++)
                gradients.NoiseEnergy += _powers.Noise * weighed[m].Energy / observations.Count / count;
        }
        FillTraces(gradients);
        gradients.NoiseTrace = _powers.Noise * _inverses.Sum(Trace) / count;
        return gradients;
    }

    /// <summary>The mean of the coordinates [rows × columns], given the window in noise and pilots.</summary>
    /// <param name="window">The window's coordinates in noise.</param>
    /// <param name="places">Where pilots stand.</param>
    /// <param name="pilots">What they say.</param>
    /// <param name="pilotNoise">Noise power of a pilot with noise scale 1.</param>
    public SplitRows Mean(SplitRows window, PilotPlaces places, Complex[] pilots, double pilotNoise)
    {
        var weighed = Weigh(window);
        var mean = new SplitRows(_grid.Rows, _grid.Columns);
        for (var m = 0; m < mean.Count; m++)
        {
            // C_f is its own conjugate transpose: columns are conjugated rows.
            for (var c = 0; c < _grid.Columns; c++)
                mean[m].AddConjugate(_modePowers[m] * weighed[m][c], _frequency[c]);
        }
        if (places.Count > 0)
            AddPilots(weighed, mean, places, pilots, pilotNoise);
        var coordinates = new SplitRows(_grid.Rows, _grid.Columns);
        for (var r = 0; r < _grid.Rows; r++)
        {
            for (var m = 0; m < mean.Count; m++)
                coordinates[r].Add(_modes[m][r], mean[m]);
        }
        return coordinates;
    }

    /// <summary>Conditions the modes' mean on pilots: m ← m + ΣAᴴ(AΣAᴴ + N)⁻¹(y − Am), Σ being the covariance that the window leaves. Pilots may stand before and behind it.</summary>
    private void AddPilots(SplitRows weighed, SplitRows mean, PilotPlaces places, Complex[] pilots, double pilotNoise)
    {
        var (over, turns, spreads) = (new SplitRows(places.Count, _grid.Columns), new SplitRows(places.Count, mean.Count), new SplitRows[mean.Count]);
        for (var i = 0; i < places.Count; i++)
        {
            _grid.FrequencyWaves.FillCovariances(_grid.Waves.DelayWave(places.Subcarriers[i]), _powers.Delays, over[i]);
            _modeWaves.FillCovariances(_grid.Waves.DopplerWave(places.Symbols[i]), _powers.Dopplers, turns[i]);
        }
        var innovation = pilots.ToArray();
        for (var m = 0; m < spreads.Length; m++)
        {
            spreads[m] = new SplitRows(places.Count, _grid.Columns);
            for (var i = 0; i < places.Count; i++)
            {
                // Rows of F·S⁻¹, which is the conjugate of S⁻¹Fᴴ.
                for (var c = 0; c < _grid.Columns; c++)
                    spreads[m][i].Add(over[i][c], _inverses[m][c]);
                innovation[i] -= turns[i][m] * over[i].Dot(weighed[m]);
            }
        }
        var covariance = new HermitianMatrix(places.Count);
        for (var i = 0; i < places.Count; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var left = _powers.OverFrequency(places.Subcarriers[i] - places.Subcarriers[j]) * _powers.OverTime(places.Symbols[i] - places.Symbols[j]);
                for (var m = 0; m < spreads.Length; m++)
                    left -= turns[i][m] * Complex.Conjugate(turns[j][m]) * spreads[m][i].DotConjugate(over[j]);
                covariance[i, j] = left;
            }
            covariance[i, i] += pilotNoise * places.NoiseScales[i];
        }
        covariance.Factor();
        covariance.Solve(innovation);
        for (var m = 0; m < spreads.Length; m++)
        {
            for (var i = 0; i < places.Count; i++)
                mean[m].AddConjugate(_powers.Noise * Complex.Conjugate(turns[i][m]) * innovation[i], spreads[m][i]);
        }
    }

    private SplitRows Coordinates(Complex[] y)
    {
        var rows = new SplitRows(_grid.Rows, _grid.Columns);
        for (var i = 0; i < y.Length; i++)
            rows[i / _grid.Columns].Set(i % _grid.Columns, y[i]);
        return rows;
    }

    /// <summary>S⁻¹y by modes [modes × columns].</summary>
    private SplitRows Weigh(SplitRows coordinates)
    {
        var (seen, weighed) = (IntoModes(coordinates), new SplitRows(_grid.Rows, _grid.Columns));
        for (var m = 0; m < seen.Count; m++)
        {
            for (var c = 0; c < _grid.Columns; c++)
                weighed[m].AddConjugate(seen[m][c], _inverses[m][c]);
        }
        return weighed;
    }

    private SplitRows IntoModes(SplitRows rows)
    {
        var seen = new SplitRows(_grid.Rows, rows[0].Length);
        for (var m = 0; m < seen.Count; m++)
        {
            for (var r = 0; r < _grid.Rows; r++)
                seen[m].Add(Complex.Conjugate(_modes[m][r]), rows[r]);
        }
        return seen;
    }

    private HermitianMatrix Observed(double modePower)
    {
        var matrix = new HermitianMatrix(_grid.Columns);
        for (var i = 0; i < _grid.Columns; i++)
        {
            for (var j = 0; j <= i; j++)
                matrix[i, j] = modePower * _frequency[i][j];
            matrix[i, i] += _powers.Noise;
        }
        return matrix;
    }

    /// <summary>Σ_v q_v·E_vd and Σ_d p_d·E_vd with E the energy of the weighed window in each wave.</summary>
    private void AddEnergies(SplitRows weighed, double share, LikelihoodGradients gradients)
    {
        var course = new SplitRows(_grid.Rows, _powers.Delays.Length);
        for (var m = 0; m < weighed.Count; m++)
        {
            // Conjugates throughout: energies are the same.
            for (var c = 0; c < _grid.Columns; c++)
                course[m].Add(Complex.Conjugate(weighed[m][c]), _grid.FrequencyWaves[c]);
        }
        gradients.AddEnergies(_powers, course, (m, v) => _modeWaves[m][v], share);
    }

    private void FillTraces(LikelihoodGradients gradients)
    {
        var (delays, weights) = (_powers.Delays.Length, new SplitRow(_grid.Columns));
        var (product, parts) = (new SplitRow(delays), new SplitRow(delays));
        for (var i = 0; i < _grid.Columns; i++)
        {
            weights.Clear();
            for (var m = 0; m < _inverses.Length; m++)
                weights.Add(_modePowers[m], _inverses[m][i]);
            product.Clear();
            for (var j = 0; j < _grid.Columns; j++)
                product.Add(weights[j], _grid.FrequencyWaves[j]);
            parts.Clear();
            var wave = _grid.FrequencyWaves[i];
            SplitVector.MultiplyConjugateAdd(product.Re, product.Im, wave.Re, wave.Im, parts.Re, parts.Im);
            TensorPrimitives.Add(gradients.DelayTraces, parts.Re, gradients.DelayTraces);
        }
        for (var m = 0; m < _inverses.Length; m++)
        {
            var trace = 0.0;
            for (var i = 0; i < _grid.Columns; i++)
                trace += _frequency[i].DotConjugate(_inverses[m][i]).Real;
            for (var v = 0; v < gradients.DopplerTraces.Length; v++)
                gradients.DopplerTraces[v] += trace * _modeWaves[m].EnergyAt(v);
        }
    }

    /// <summary>Eigenvalues, and eigenvectors one a row.</summary>
    private static (double[] Powers, SplitRows Vectors) Eigen(SplitRows matrix)
    {
        var eigen = DenseMatrix.Create(matrix.Count, matrix.Count, (i, j) => matrix[i][j]).Evd(Symmetricity.Hermitian);
        var vectors = new SplitRows(matrix.Count, matrix.Count);
        for (var m = 0; m < matrix.Count; m++)
        {
            for (var r = 0; r < matrix.Count; r++)
                vectors[m].Set(r, eigen.EigenVectors[r, m]);
        }
        return ([.. eigen.EigenValues.Select(value => Math.Max(value.Real, 0))], vectors);
    }

    private static double Trace(SplitRows matrix)
    {
        var sum = 0.0;
        for (var i = 0; i < matrix.Count; i++)
            sum += matrix[i].Re[i];
        return sum;
    }
}
