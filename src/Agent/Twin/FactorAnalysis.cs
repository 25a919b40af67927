using MathNet.Numerics.LinearAlgebra;
using SemCom.Randomness;

namespace SemCom.Agents;

/// <summary>
/// Factor analysis of rows with gaps: x = loadings · factors + noise, fitted by expectation and maximisation with expanded parameters (Liu, Rubin and Wu, Biometrika 1998), without which the factors' scale would
/// take hundreds of rounds. Columns of a group have the same noise; loadings are drawn a little to zero.
/// </summary>
/// <param name="rows">Rows, around zero; what is missing is not a number.</param>
/// <param name="groups">Groups of columns.</param>
/// <param name="groupOf">A column's group.</param>
internal sealed class FactorAnalysis(float[,] rows, int groups, Func<int, int> groupOf)
{
    private const int Rounds = 25;
    private const double FirstLoading = 0.3, FirstNoise = 0.05, LeastNoise = 1e-3, Ridge = 1;

    private readonly int _rows = rows.GetLength(0), _columns = rows.GetLength(1);

    /// <summary>Fits.</summary>
    /// <param name="factors">Number of factors.</param>
    /// <param name="seed">Draws first loadings.</param>
    /// <param name="progress">Is told the share that is done.</param>
    /// <returns>Loadings [columns · factors], and the variance of the noise of each group.</returns>
    public (float[] Loadings, float[] Noise) Fit(int factors, ulong seed, IProgress<double>? progress)
    {
        var first = new float[_columns * factors];
        new CounterRandom(seed, RandomPurpose.Environment, 1UL << 41).FillGaussian(first);
        var (loadings, noise) = (Array.ConvertAll(first, x => FirstLoading * x), Enumerable.Repeat(FirstNoise, groups).ToArray());
        for (var round = 0; round < Rounds; round++)
        {
            var (means, seconds) = Expect(loadings, noise, factors);
            Maximise(means, seconds, loadings, noise, factors);
            Rescale(seconds, loadings, factors);
            progress?.Report((round + 1.0) / Rounds);
        }
        return (Array.ConvertAll(loadings, x => (float)x), Array.ConvertAll(noise, x => (float)x));
    }

    /// <summary>Of each row the factors' means, and the means of their products.</summary>
    private (double[][] Means, double[][] Seconds) Expect(double[] loadings, double[] noise, int factors)
    {
        var (means, seconds) = (new double[_rows][], new double[_rows][]);
        for (var row = 0; row < _rows; row++)
        {
            var (precision, weighted) = (new double[factors * factors], new double[factors]);
            for (var factor = 0; factor < factors; factor++)
                precision[factor * factors + factor] = 1;
            for (var column = 0; column < _columns; column++)
            {
                var value = rows[row, column];
                if (!float.IsNaN(value))
                    Accumulate(loadings.AsSpan(column * factors, factors), 1 / noise[groupOf(column)], value, precision, weighted);
            }
            var covariance = Matrix<double>.Build.Dense(factors, factors, precision).Inverse();
            var mean = covariance * Vector<double>.Build.Dense(weighted);
            (means[row], seconds[row]) = (mean.ToArray(), (covariance + mean.OuterProduct(mean)).ToColumnMajorArray());
        }
        return (means, seconds);
    }

    private void Maximise(double[][] means, double[][] seconds, double[] loadings, double[] noise, int factors)
    {
        var (errors, counts) = (new double[groups], new double[groups]);
        var (second, product) = (new double[factors * factors], new double[factors]);
        for (var column = 0; column < _columns; column++)
        {
            Array.Clear(second);
            Array.Clear(product);
            var (squares, count) = (0.0, 0);
            for (var row = 0; row < _rows; row++)
            {
                double value = rows[row, column];
                if (double.IsNaN(value))
                    continue;
                for (var i = 0; i < second.Length; i++)
                    second[i] += seconds[row][i];
                for (var i = 0; i < factors; i++)
                    product[i] += value * means[row][i];
                (squares, count) = (squares + value * value, count + 1);
            }
            var system = Matrix<double>.Build.Dense(factors, factors, (double[])second.Clone()) + Ridge * Matrix<double>.Build.DenseIdentity(factors);
            var (moments, right) = (Matrix<double>.Build.Dense(factors, factors, second), Vector<double>.Build.Dense(product));
            var found = factors == 0 ? right : system.Cholesky().Solve(right);
            found.AsArray().CopyTo(loadings, column * factors);
            var group = groupOf(column);
            errors[group] += squares - 2 * found.DotProduct(right) + found.DotProduct(moments * found);
            counts[group] += count;
        }
        for (var group = 0; group < groups; group++)
            noise[group] = LeastNoise + errors[group] / Math.Max(1, counts[group]);
    }

    /// <summary>Takes the factors' covariance into the loadings, so that it is one again.</summary>
    private static void Rescale(double[][] seconds, double[] loadings, int factors)
    {
        if (factors == 0)
            return;
        var covariance = Matrix<double>.Build.Dense(factors, factors, (i, j) => seconds.Average(second => second[i * factors + j]));
        var scaled = Matrix<double>.Build.DenseOfRowMajor(loadings.Length / factors, factors, loadings) * covariance.Cholesky().Factor;
        scaled.ToRowMajorArray().CopyTo(loadings, 0);
    }

    private static void Accumulate(ReadOnlySpan<double> loadings, double weight, double value, double[] precision, double[] weighted)
    {
        for (var i = 0; i < loadings.Length; i++)
        {
            var scaled = weight * loadings[i];
            weighted[i] += scaled * value;
            for (var j = 0; j < loadings.Length; j++)
                precision[i * loadings.Length + j] += scaled * loadings[j];
        }
    }
}
