using MathNet.Numerics.LinearAlgebra.Double;

namespace SemCom.Receiver.Estimation;

/// <summary>
/// Eigenvectors of the correlation that a flat spectrum makes at given positions, w_i·w_j·sinc(θ·(x_i − x_j)): discrete prolate spheroidal
/// sequences where positions are equally spaced (Slepian, Bell Syst. Tech. J. 57, 1978).
/// </summary>
internal sealed class KernelModes
{
    private readonly double[] _vectors;

    /// <summary>Diagonalises the correlation.</summary>
    /// <param name="positions">x.</param>
    /// <param name="weights">w; null for ones.</param>
    /// <param name="angle">θ, half the phase that the spectrum's width turns over a unit of x.</param>
    public KernelModes(ReadOnlySpan<int> positions, double[]? weights, double angle)
    {
        Count = positions.Length;
        var matrix = new DenseMatrix(Count);
        for (var i = 0; i < Count; i++)
        {
            for (var j = 0; j <= i; j++)
                matrix[i, j] = matrix[j, i] = DopplerSpectrum.Sinc(angle * (positions[i] - positions[j])) * (weights is null ? 1 : weights[i] * weights[j]);
        }
        var decomposition = matrix.Evd(MathNet.Numerics.LinearAlgebra.Symmetricity.Symmetric);
        (Values, _vectors) = (new double[Count], new double[Count * Count]);
        for (var m = 0; m < Count; m++)
        {
            Values[m] = Math.Max(0, decomposition.EigenValues[Count - 1 - m].Real);
            for (var i = 0; i < Count; i++)
                _vectors[m * Count + i] = decomposition.EigenVectors[i, Count - 1 - m];
        }
    }

    /// <summary>Positions, and modes.</summary>
    public int Count { get; }

    /// <summary>Eigenvalues, largest first.</summary>
    public double[] Values { get; }

    /// <summary>Components of y along all modes.</summary>
    public void Project(ReadOnlySpan<double> yRe, ReadOnlySpan<double> yIm, Span<double> re, Span<double> im)
    {
        for (var m = 0; m < Count; m++)
        {
            var mode = _vectors.AsSpan(m * Count, Count);
            (re[m], im[m]) = (System.Numerics.Tensors.TensorPrimitives.Dot<double>(mode, yRe), System.Numerics.Tensors.TensorPrimitives.Dot<double>(mode, yIm));
        }
    }
}
