using SemCom.Randomness;

namespace SemCom.Agents.Tests;

public sealed class DenseNetworkTests
{
    private const int Rows = 7;
    private static readonly int[] Widths = [5, 11, 9, 3];

    [Theory]
    [InlineData(Activation.Tanh)]
    [InlineData(Activation.Relu)]
    [InlineData(Activation.Gelu)]
    public void OutputsAndGradients_AreThoseOfTheSlowNetwork(Activation activation)
    {
        var shape = new DenseShape(5, [11, 9], 3, activation);
        var (parameters, inputs, pull) = (Normals(shape.Parameters, 1, 0.5f), Normals(Rows * 5, 2), Normals(Rows * 3, 3));
        var workspace = new DenseWorkspace(shape, 16, backward: true);

        var outputs = DenseNetwork.Forward(shape, parameters, inputs, Rows, workspace).ToArray();
        var gradient = new float[shape.Parameters];
        DenseNetwork.Backward(shape, parameters, inputs, Rows, pull, workspace, gradient);

        var exact = Array.ConvertAll(parameters, p => (double)p);
        for (var row = 0; row < Rows; row++)
        {
            var expected = SlowNetwork.Forward(Widths, activation, exact, Row(inputs, row));
            for (var o = 0; o < 3; o++)
                Assert.Equal(expected[o], outputs[row * 3 + o], 5e-6);
        }
        SlowNetwork.AssertEqual(SlowNetwork.Differences(parameters, p => Loss(activation, p, inputs, pull)), gradient);
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(4, 3, 8)]
    [InlineData(7, 40, 61)]
    [InlineData(9, 2, 33)]
    public void Product_IsTheSumOfProducts(int rows, int depth, int columns)
    {
        var (a, b, c) = (Normals(rows * depth, 4), Normals(depth * columns, 5), Normals(rows * columns, 6));
        var (straight, turned) = ((float[])c.Clone(), (float[])c.Clone());
        MatrixProduct.Add(a, depth, 1, b, straight, rows, depth, columns);
        MatrixProduct.Add(a, 1, rows, b, turned, rows, depth, columns);
        for (var r = 0; r < rows; r++)
        {
            for (var j = 0; j < columns; j++)
            {
                var (rowWise, columnWise) = (c[r * columns + j], c[r * columns + j]);
                for (var k = 0; k < depth; k++)
                {
                    rowWise = MathF.FusedMultiplyAdd(a[r * depth + k], b[k * columns + j], rowWise);
                    columnWise = MathF.FusedMultiplyAdd(a[k * rows + r], b[k * columns + j], columnWise);
                }
                Assert.Equal(rowWise, straight[r * columns + j]); // to the last bit
                Assert.Equal(columnWise, turned[r * columns + j]);
            }
        }
    }

    [Fact]
    public void Row_HasTheSameBitsAloneAndInABatch()
    {
        var shape = new DenseShape(5, [11, 9], 3, Activation.Tanh);
        var (parameters, inputs) = (Normals(shape.Parameters, 1), Normals(Rows * 5, 2));
        var batch = DenseNetwork.Forward(shape, parameters, inputs, Rows, new DenseWorkspace(shape, Rows, backward: false)).ToArray();
        var alone = new DenseWorkspace(shape, 1, backward: false);
        for (var row = 0; row < Rows; row++)
            Assert.Equal(batch[(row * 3)..(row * 3 + 3)], DenseNetwork.Forward(shape, parameters, inputs.AsSpan(row * 5, 5), 1, alone).ToArray());
    }

    [Theory]
    [InlineData(6, 20)]
    [InlineData(20, 6)]
    [InlineData(8, 8)]
    public void FirstWeights_AreOrthogonal(int from, int to)
    {
        var shape = new DenseShape(from, [], to, Activation.Tanh);
        var weights = new float[shape.Parameters];
        OrthogonalWeights.Fill(shape, weights, lastGain: 0.5, seed: 3, network: 0);
        var (vectors, length) = (Math.Min(from, to), Math.Max(from, to));
        float At(int v, int i) => from <= to ? weights[v * to + i] : weights[i * to + v];
        for (var u = 0; u < vectors; u++)
        {
            for (var v = 0; v <= u; v++)
            {
                var product = Enumerable.Range(0, length).Sum(i => (double)At(u, i) * At(v, i));
                Assert.Equal(u == v ? 0.25 : 0, product, 1e-6);
            }
        }
        Assert.All(weights[^to..], bias => Assert.Equal(0, bias));
    }

    internal static float[] Normals(int count, ulong frame, float deviation = 1)
    {
        var values = new float[count];
        new CounterRandom(99, RandomPurpose.SourceData, frame).FillGaussian(values);
        return Array.ConvertAll(values, v => v * deviation);
    }

    private static double[] Row(float[] inputs, int row) => Array.ConvertAll(inputs[(row * 5)..(row * 5 + 5)], x => (double)x);

    private static double Loss(Activation activation, double[] parameters, float[] inputs, float[] pull)
    {
        var loss = 0.0;
        for (var row = 0; row < Rows; row++)
        {
            var outputs = SlowNetwork.Forward(Widths, activation, parameters, Row(inputs, row));
            for (var o = 0; o < 3; o++)
                loss += outputs[o] * pull[row * 3 + o];
        }
        return loss;
    }
}
