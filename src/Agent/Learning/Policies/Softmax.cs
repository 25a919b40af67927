using System.Numerics.Tensors;

namespace SemCom.Agents;

/// <summary>Probabilities of actions from their logits.</summary>
internal static class Softmax
{
    /// <summary>ln p and p of each action.</summary>
    /// <param name="logits">Scores [actions].</param>
    /// <param name="logs">Receives ln p.</param>
    /// <param name="probabilities">Receives p.</param>
    public static void Apply(ReadOnlySpan<float> logits, Span<float> logs, Span<float> probabilities)
    {
        TensorPrimitives.Subtract(logits, TensorPrimitives.Max(logits), logs);
        TensorPrimitives.Exp(logs, probabilities);
        var sum = 0f;
        foreach (var p in probabilities)
            sum += p;
        TensorPrimitives.Subtract(logs, MathF.Log(sum), logs);
        TensorPrimitives.Divide(probabilities, sum, probabilities);
    }

    /// <summary>−Σ p ln p.</summary>
    public static float Entropy(ReadOnlySpan<float> logs, ReadOnlySpan<float> probabilities)
    {
        var sum = 0f;
        for (var i = 0; i < logs.Length; i++)
            sum -= probabilities[i] * logs[i];
        return sum;
    }

    /// <summary>The action at a place of the cumulated probabilities.</summary>
    /// <param name="probabilities">Of each action.</param>
    /// <param name="uniform">In [0, 1).</param>
    public static int Draw(ReadOnlySpan<float> probabilities, double uniform)
    {
        for (var action = 0; action < probabilities.Length - 1; action++)
        {
            uniform -= probabilities[action];
            if (uniform < 0)
                return action;
        }
        return probabilities.Length - 1;
    }
}
