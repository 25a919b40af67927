namespace SemCom.Agents.Tests;

/// <summary>A second, plain implementation of the dense network in double precision, and the gradient by differences.</summary>
internal static class SlowNetwork
{
    public static double[] Forward(int[] widths, Activation activation, ReadOnlySpan<double> parameters, double[] inputs)
    {
        var at = 0;
        for (var layer = 0; layer + 1 < widths.Length; layer++)
        {
            var (from, to) = (widths[layer], widths[layer + 1]);
            var outputs = new double[to];
            for (var o = 0; o < to; o++)
            {
                outputs[o] = parameters[at + from * to + o];
                for (var i = 0; i < from; i++)
                    outputs[o] += inputs[i] * parameters[at + i * to + o];
                if (layer + 2 < widths.Length)
                    outputs[o] = Apply(activation, outputs[o]);
            }
            at += (from + 1) * to;
            inputs = outputs;
        }
        return inputs;
    }

    /// <summary>Central differences of a loss by each parameter.</summary>
    public static double[] Differences(float[] parameters, Func<double[], double> loss)
    {
        var at = Array.ConvertAll(parameters, p => (double)p);
        var gradient = new double[at.Length];
        const double Step = 1e-5;
        for (var i = 0; i < at.Length; i++)
        {
            at[i] = parameters[i] + Step;
            var above = loss(at);
            at[i] = parameters[i] - Step;
            gradient[i] = (above - loss(at)) / (2 * Step);
            at[i] = parameters[i];
        }
        return gradient;
    }

    /// <summary>Asserts that each element is equal within a share of the largest.</summary>
    public static void AssertEqual(double[] expected, float[] actual, double tolerance = 1e-5)
    {
        var largest = expected.Max(Math.Abs);
        Assert.True(largest > 1e-3, "the gradient must not vanish");
        for (var i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance * largest, $"element {i}: {expected[i]} was {actual[i]}");
    }

    public static double[] LogSoftmax(double[] scores)
    {
        var max = scores.Max();
        var log = max + Math.Log(scores.Sum(s => Math.Exp(s - max)));
        return Array.ConvertAll(scores, s => s - log);
    }

    private static double Apply(Activation activation, double x) => activation switch
    {
        Activation.Tanh => Math.Tanh(x),
        Activation.Relu => Math.Max(0, x),
        _ => 0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x))),
    };
}
