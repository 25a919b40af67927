using System.Numerics;
using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;

namespace SemCom.Receiver.Estimation;

/// <summary>Eigenvectors of a correlation matrix (Karhunen–Loève modes), among which observations become uncorrelated.</summary>
internal sealed class KernelModes
{
    private readonly double[] _vectors;

    private KernelModes(DenseMatrix matrix)
    {
        Count = matrix.RowCount;
        var decomposition = matrix.Evd(Symmetricity.Symmetric);
        (Values, _vectors) = (new double[Count], new double[Count * Count]);
        for (var m = 0; m < Count; m++)
        {
            Values[m] = Math.Max(0, decomposition.EigenValues[Count - 1 - m].Real);
            for (var i = 0; i < Count; i++)
                _vectors[m * Count + i] = decomposition.EigenVectors[i, Count - 1 - m];
        }
    }

    /// <summary>Length of an observation, and number of modes.</summary>
    public int Count { get; }

    /// <summary>Eigenvalues, largest first.</summary>
    public double[] Values { get; }

    /// <summary>
    /// Modes of complex observations at some subcarriers. Observations are real parts, then imaginary parts; A + jB becomes (A, −B; B, A), which has each
    /// eigenvalue twice.
    /// </summary>
    public static KernelModes OfProfile(PilotComb shape, DelayProfile profile, double spacingHertz)
    {
        var n = shape.Count;
        var lags = Enumerable.Range(0, shape.Subcarriers[^1] + 1).Select(k => profile.Correlation(k * spacingHertz)).ToArray();
        return new KernelModes(DenseMatrix.Create(2 * n, 2 * n, (row, column) =>
        {
            var (i, j) = (row % n, column % n);
            var lag = shape.Subcarriers[i] - shape.Subcarriers[j];
            var value = (lag >= 0 ? lags[lag] : Complex.Conjugate(lags[-lag])) * (shape.Whitening[i] * shape.Whitening[j]);
            return row < n == column < n ? value.Real : row < n ? -value.Imaginary : value.Imaginary;
        }));
    }

    /// <summary>Modes of real observations at some times, for a flat spectrum that turns by <paramref name="angle"/> in a unit of time at its edge.</summary>
    public static KernelModes OfFlatSpectrum(int[] times, double angle) =>
        new(DenseMatrix.Create(times.Length, times.Length, (i, j) => DopplerSpectrum.Sinc(angle * (times[i] - times[j]))));

    /// <summary>Components of y along the first modes.</summary>
    public void Project(ReadOnlySpan<double> y, Span<double> components)
    {
        for (var m = 0; m < components.Length; m++)
            components[m] = TensorPrimitives.Dot(_vectors.AsSpan(m * Count, Count), y);
    }
}
