using System.Numerics.Tensors;

namespace SemCom.Agents;

/// <summary>A fully connected network: forward and backward passes of a batch. Weights, gradients and memory are the caller's; nothing is allocated.</summary>
internal static class DenseNetwork
{
    /// <summary>What the network gives.</summary>
    /// <param name="shape">Its layers.</param>
    /// <param name="parameters">Their weights [shape.Parameters].</param>
    /// <param name="inputs">Batch [rows, shape.Inputs].</param>
    /// <param name="rows">Rows of the batch.</param>
    /// <param name="workspace">Keeps what <see cref="Backward"/> needs.</param>
    /// <returns>Outputs [rows, shape.Outputs], in the workspace.</returns>
    public static Span<float> Forward(DenseShape shape, ReadOnlySpan<float> parameters, ReadOnlySpan<float> inputs, int rows, DenseWorkspace workspace)
    {
        for (var layer = 0; layer < shape.Layers; layer++)
        {
            var (weights, biases) = shape.Place(layer);
            var (from, to) = (shape.Width(layer), shape.Width(layer + 1));
            var sums = workspace.Sums(layer, rows);
            for (var row = 0; row < rows; row++)
                parameters[biases].CopyTo(sums[(row * to)..]);
            MatrixProduct.Add(inputs, from, 1, parameters[weights], sums, rows, from, to);
            if (layer == shape.Layers - 1)
                return sums;
            var outputs = workspace.Outputs(layer, rows);
            ActivationMath.Apply(shape.Activation, sums, outputs);
            inputs = outputs;
        }
        throw new InvalidOperationException("a network has a layer");
    }

    /// <summary>Adds ∂L by the weights to <paramref name="gradient"/>, after <see cref="Forward"/> of the same batch. What that left in the workspace is used up.</summary>
    /// <param name="shape">The layers.</param>
    /// <param name="parameters">Their weights.</param>
    /// <param name="inputs">The batch [rows, shape.Inputs].</param>
    /// <param name="rows">Rows of the batch.</param>
    /// <param name="outputGradient">∂L by the outputs [rows, shape.Outputs].</param>
    /// <param name="workspace">As the forward pass left it.</param>
    /// <param name="gradient">Receives the sum [shape.Parameters].</param>
    public static void Backward(DenseShape shape, ReadOnlySpan<float> parameters, ReadOnlySpan<float> inputs, int rows, ReadOnlySpan<float> outputGradient,
        DenseWorkspace workspace, Span<float> gradient)
    {
        outputGradient[..(rows * shape.Outputs)].CopyTo(workspace.Gradient);
        for (var layer = shape.Layers - 1; layer >= 0; layer--)
        {
            var (weights, biases) = shape.Place(layer);
            var (from, to) = (shape.Width(layer), shape.Width(layer + 1));
            ReadOnlySpan<float> given = workspace.Gradient.AsSpan(0, rows * to);
            var source = layer == 0 ? inputs : workspace.Outputs(layer - 1, rows);
            MatrixProduct.Add(source, 1, from, given, gradient[weights], from, rows, to);
            for (var row = 0; row < rows; row++)
                TensorPrimitives.Add(gradient[biases], given.Slice(row * to, to), gradient[biases]);
            if (layer == 0)
                return;
            GoThroughWeights(parameters[weights], given, rows, from, to, workspace);
            ActivationMath.Differentiate(shape.Activation, workspace.Sums(layer - 1, rows), workspace.Outputs(layer - 1, rows), workspace.NextGradient.AsSpan(0, rows * from));
            workspace.GoBack();
        }
    }

    private static void GoThroughWeights(ReadOnlySpan<float> weights, ReadOnlySpan<float> given, int rows, int from, int to, DenseWorkspace workspace)
    {
        var transposed = workspace.Transposed.AsSpan(0, from * to);
        for (var i = 0; i < from; i++)
        {
            for (var o = 0; o < to; o++)
                transposed[o * from + i] = weights[i * to + o];
        }
        var before = workspace.NextGradient.AsSpan(0, rows * from);
        before.Clear();
        MatrixProduct.Add(given, to, 1, transposed, before, rows, to, from);
    }
}
