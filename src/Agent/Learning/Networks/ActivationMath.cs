using System.Numerics.Tensors;

namespace SemCom.Agents;

/// <summary>Activations and their derivatives, element by element.</summary>
internal static class ActivationMath
{
    private const float GeluSlope = 0.7978845608f; // √(2/π)
    private const float GeluCube = 0.044715f;

    /// <summary>y = f(x).</summary>
    public static void Apply(Activation activation, ReadOnlySpan<float> x, Span<float> y)
    {
        switch (activation)
        {
            case Activation.Tanh:
                TensorPrimitives.Tanh(x, y);
                break;
            case Activation.Relu:
                TensorPrimitives.Max(x, 0f, y);
                break;
            default:
                GeluTanh(x, y);
                for (var i = 0; i < y.Length; i++)
                    y[i] = 0.5f * x[i] * (1 + y[i]);
                break;
        }
    }

    /// <summary>Turns the gradient by y into the gradient by x, in place.</summary>
    /// <param name="activation">f.</param>
    /// <param name="x">What f was given.</param>
    /// <param name="y">What it returned; overwritten with work.</param>
    /// <param name="gradient">∂L/∂y before, ∂L/∂x after.</param>
    public static void Differentiate(Activation activation, ReadOnlySpan<float> x, Span<float> y, Span<float> gradient)
    {
        switch (activation)
        {
            case Activation.Tanh:
                TensorPrimitives.Multiply(y, y, y);
                TensorPrimitives.Subtract(1f, y, y);
                TensorPrimitives.Multiply(gradient, y, gradient);
                break;
            case Activation.Relu:
                for (var i = 0; i < gradient.Length; i++)
                    gradient[i] = x[i] > 0 ? gradient[i] : 0;
                break;
            default:
                GeluTanh(x, y);
                for (var i = 0; i < gradient.Length; i++)
                {
                    var inner = GeluSlope * (1 + 3 * GeluCube * x[i] * x[i]);
                    gradient[i] *= 0.5f * (1 + y[i]) + 0.5f * x[i] * (1 - y[i] * y[i]) * inner;
                }
                break;
        }
    }

    private static void GeluTanh(ReadOnlySpan<float> x, Span<float> t)
    {
        for (var i = 0; i < x.Length; i++)
            t[i] = GeluSlope * (x[i] + GeluCube * x[i] * x[i] * x[i]);
        TensorPrimitives.Tanh(t, t);
    }
}
