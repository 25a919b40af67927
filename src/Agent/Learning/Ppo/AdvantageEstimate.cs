namespace SemCom.Agents;

/// <summary>Generalised advantage estimation (Schulman et al., arXiv 1506.02438): A_t = δ_t + γλ·A_{t+1}, δ_t = r_t + γ·V(next) − V_t.</summary>
internal static class AdvantageEstimate
{
    /// <summary>Advantages of one stream of steps.</summary>
    /// <param name="rewards">r_t.</param>
    /// <param name="values">V of what was seen before each step.</param>
    /// <param name="nextValues">V of what was seen after it; 0 where the episode terminated there.</param>
    /// <param name="ends">Whether the episode ended with the step, terminated or truncated.</param>
    /// <param name="discount">γ.</param>
    /// <param name="lambda">λ.</param>
    /// <param name="advantages">Receives A_t.</param>
    public static void Fill(ReadOnlySpan<float> rewards, ReadOnlySpan<float> values, ReadOnlySpan<float> nextValues, ReadOnlySpan<bool> ends,
        double discount, double lambda, Span<float> advantages)
    {
        var next = 0.0;
        for (var t = rewards.Length - 1; t >= 0; t--)
        {
            var delta = rewards[t] + discount * nextValues[t] - values[t];
            next = delta + (ends[t] ? 0 : discount * lambda * next);
            advantages[t] = (float)next;
        }
    }
}
