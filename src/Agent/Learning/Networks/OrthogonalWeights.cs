using SemCom.Randomness;

namespace SemCom.Agents;

/// <summary>First weights: orthogonal rows or columns (Saxe et al., arXiv 1312.6120), biases zero.</summary>
internal static class OrthogonalWeights
{
    private const double HiddenGain = 1.4142135623730951;

    /// <summary>Draws all layers.</summary>
    /// <param name="shape">The layers.</param>
    /// <param name="parameters">Receives the weights.</param>
    /// <param name="lastGain">Gain of the last layer; hidden layers have √2.</param>
    /// <param name="seed">Draws them.</param>
    /// <param name="network">Which network of the run, so that two have different weights.</param>
    public static void Fill(DenseShape shape, Span<float> parameters, double lastGain, ulong seed, int network)
    {
        for (var layer = 0; layer < shape.Layers; layer++)
        {
            var (weights, biases) = shape.Place(layer);
            parameters[biases].Clear();
            var random = new CounterRandom(seed, RandomPurpose.NetworkWeights, ((ulong)network << 32) | (uint)layer);
            Fill(parameters[weights], shape.Width(layer), shape.Width(layer + 1), layer == shape.Layers - 1 ? lastGain : HiddenGain, random);
        }
    }

    private static void Fill(Span<float> weights, int from, int to, double gain, CounterRandom random)
    {
        var (vectors, length) = (Math.Min(from, to), Math.Max(from, to));
        var rows = new double[vectors][];
        var normals = new float[length];
        for (var v = 0; v < vectors; v++)
        {
            random.FillGaussian(normals, (ulong)v * (ulong)length);
            rows[v] = Array.ConvertAll(normals, n => (double)n);
            Orthogonalise(rows, v);
        }
        for (var i = 0; i < from; i++)
        {
            for (var o = 0; o < to; o++)
                weights[i * to + o] = (float)(gain * (from <= to ? rows[i][o] : rows[o][i]));
        }
    }

    /// <summary>Takes what the earlier vectors have out of the last, twice, for the first time leaves rounding errors; then makes its length 1.</summary>
    private static void Orthogonalise(double[][] rows, int last)
    {
        var row = rows[last];
        for (var other = 0; other < 2 * last; other++)
        {
            var share = Dot(row, rows[other % last]);
            for (var i = 0; i < row.Length; i++)
                row[i] -= share * rows[other % last][i];
        }
        var norm = Math.Sqrt(Dot(row, row));
        for (var i = 0; i < row.Length; i++)
            row[i] /= norm;
    }

    private static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }
}
