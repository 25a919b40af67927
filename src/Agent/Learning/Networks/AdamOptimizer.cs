using System.Numerics.Tensors;

namespace SemCom.Agents;

/// <summary>Adam (Kingma and Ba, arXiv 1412.6980, algorithm 1), after the gradient was scaled down to a largest norm (Pascanu et al., arXiv 1211.5063).</summary>
/// <param name="parameters">Numbers that are learned.</param>
/// <param name="firstDecay">β₁.</param>
/// <param name="secondDecay">β₂.</param>
/// <param name="epsilon">ε.</param>
internal sealed class AdamOptimizer(int parameters, float firstDecay = 0.9f, float secondDecay = 0.999f, float epsilon = 1e-8f)
{
    private readonly float[] _mean = new float[parameters];
    private readonly float[] _square = new float[parameters];
    private readonly float[] _step = new float[parameters];
    private readonly float[] _root = new float[parameters];
    private int _steps;

    /// <summary>Goes one step down the gradient.</summary>
    /// <param name="values">What is learned; changed.</param>
    /// <param name="gradient">Its gradient; scaled in place where its norm is too large.</param>
    /// <param name="rate">α.</param>
    /// <param name="maxNorm">Largest norm of the gradient; infinity for any.</param>
    /// <returns>The norm that the gradient had.</returns>
    public double Step(Span<float> values, Span<float> gradient, double rate, double maxNorm)
    {
        var norm = Math.Sqrt(SquaredNorm(gradient));
        if (!double.IsFinite(norm))
            throw new SemComException("learning: a gradient must be finite (was not); lower the learning rate, or look for rewards that are not numbers");
        if (norm > maxNorm)
            TensorPrimitives.Multiply(gradient, (float)(maxNorm / norm), gradient);
        _steps++;

        // mean ← β₁·mean + (1−β₁)·g; square ← β₂·square + (1−β₂)·g²
        TensorPrimitives.Multiply(_mean, firstDecay, _mean);
        TensorPrimitives.MultiplyAdd(gradient, 1 - firstDecay, _mean, _mean);
        TensorPrimitives.Multiply(_square, secondDecay, _square);
        TensorPrimitives.Multiply(gradient, gradient, _step);
        TensorPrimitives.MultiplyAdd(_step, 1 - secondDecay, _square, _square);

        // value ← value − α·(mean/(1−β₁ᵗ)) / (√(square/(1−β₂ᵗ)) + ε)
        TensorPrimitives.Multiply(_square, (float)(1 / (1 - Math.Pow(secondDecay, _steps))), _root);
        TensorPrimitives.Sqrt(_root, _root);
        TensorPrimitives.Add(_root, epsilon, _root);
        TensorPrimitives.Divide(_mean, _root, _step);
        TensorPrimitives.MultiplyAdd(_step, (float)(-rate / (1 - Math.Pow(firstDecay, _steps))), values, values);
        return norm;
    }

    /// <summary>In a fixed order, unlike the sums of TensorPrimitives.</summary>
    private static double SquaredNorm(ReadOnlySpan<float> values)
    {
        var sum = 0.0;
        foreach (var value in values)
            sum += (double)value * value;
        return sum;
    }
}
