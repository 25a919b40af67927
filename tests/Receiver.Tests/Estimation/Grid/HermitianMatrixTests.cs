using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using SemCom.Receiver.Estimation;

namespace SemCom.Receiver.Tests.Estimation;

/// <summary>Judged by Math.NET's inverse of the same matrix (LU with pivots).</summary>
public class HermitianMatrixTests
{
    [Theory]
    [InlineData(1, 1.0)]
    [InlineData(2, 1e-3)]
    [InlineData(7, 1e-3)]
    [InlineData(24, 1e-5)]
    [InlineData(36, 1e-5)]
    [InlineData(49, 1.0)]
    public void Inverse_IsTheInverse(int size, double noise)
    {
        var covariance = Covariance(size, noise);
        var inverse = Fill(covariance).Inverse();
        var expected = covariance.Inverse();
        // An inverse is as exact as its matrix is well conditioned.
        var tolerance = 1e-14 * covariance.ConditionNumber().Real * expected.L2Norm();
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
                Assert.True((inverse[i][j] - expected[i, j]).Magnitude <= tolerance, $"({i}, {j}): {inverse[i][j]}, expected {expected[i, j]}");
        }
    }

    [Fact]
    public void Inverse_SolvesAsTheFactorDoes()
    {
        var (covariance, x) = (Covariance(19, 1e-2), Enumerable.Range(0, 19).Select(i => new Complex(i - 3, 2 * i)).ToArray());
        var (inverse, factor, solved) = (Fill(covariance).Inverse(), Fill(covariance), x.ToArray());
        factor.Factor();
        factor.Solve(solved);
        for (var i = 0; i < solved.Length; i++)
        {
            var product = Complex.Zero;
            for (var j = 0; j < solved.Length; j++)
                product += inverse[i][j] * x[j];
            Assert.True((product - solved[i]).Magnitude < 1e-9 * (1 + solved[i].Magnitude), $"{i}: {product}, expected {solved[i]}");
        }
    }

    [Fact]
    public void Inverse_OfASingularMatrix_IsFinite()
    {
        var ones = new HermitianMatrix(5);
        for (var i = 0; i < 5; i++)
        {
            for (var j = 0; j <= i; j++)
                ones[i, j] = 1;
        }
        var inverse = ones.Inverse();
        for (var i = 0; i < 5; i++)
        {
            for (var j = 0; j < 5; j++)
                Assert.True(Complex.IsFinite(inverse[i][j]));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(13)]
    [InlineData(75)]
    public void WeightedSum_IsTheSum(int length)
    {
        var random = new Random(length);
        var (row, weights, expected) = (new SplitRow(length), new double[length], Complex.Zero);
        for (var i = 0; i < length; i++)
        {
            weights[i] = random.NextDouble();
            row.Set(i, new Complex(random.NextDouble(), random.NextDouble()));
            expected += weights[i] * row[i];
        }
        Assert.True((row.Dot(weights) - expected).Magnitude < 1e-12 * length);
    }

    private static HermitianMatrix Fill(Matrix<Complex> values)
    {
        var matrix = new HermitianMatrix(values.RowCount);
        for (var i = 0; i < values.RowCount; i++)
        {
            for (var j = 0; j <= i; j++)
                matrix[i, j] = values[i, j];
        }
        return matrix;
    }

    /// <summary>Of three plane waves and white noise.</summary>
    private static Matrix<Complex> Covariance(int size, double noise) => Matrix<Complex>.Build.Dense(size, size, (i, j) =>
        Complex.FromPolarCoordinates(1, 0.3 * (i - j)) + Complex.FromPolarCoordinates(0.5, -1.1 * (i - j)) + Complex.FromPolarCoordinates(0.1, 2.2 * (i - j)) + (i == j ? noise : 0));
}
