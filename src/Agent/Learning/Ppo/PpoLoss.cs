namespace SemCom.Agents;

/// <summary>
/// The losses of PPO for one step and their gradients. Policy: −min(rA, clip(r, 1−ε, 1+ε)A) − c·H with r = exp(ln p − ln p_old). Value: ½(v − R)², or the larger of that and the one
/// with v clipped to the old value ± a distance.
/// </summary>
internal static class PpoLoss
{
    private const float MaxLogRatio = 20; // an action that was almost impossible, for example a baseline's, must not overflow

    /// <summary>Loss of the policy and its gradient by the logits.</summary>
    /// <param name="logs">ln p of each action.</param>
    /// <param name="probabilities">p of each action.</param>
    /// <param name="step">What was done, ln p of it at that time, and its advantage.</param>
    /// <param name="clip">ε.</param>
    /// <param name="entropyBonus">c.</param>
    /// <param name="weight">What the gradient is multiplied with.</param>
    /// <param name="gradient">Receives ∂L by the logits.</param>
    public static PpoStepLoss Policy(ReadOnlySpan<float> logs, ReadOnlySpan<float> probabilities, PpoStep step, float clip, float entropyBonus, float weight, Span<float> gradient)
    {
        var logRatio = Math.Min(logs[step.Action] - step.LogProbability, MaxLogRatio);
        var ratio = MathF.Exp(logRatio);
        var clamped = Math.Clamp(ratio, 1 - clip, 1 + clip);
        var free = ratio * step.Advantage <= clamped * step.Advantage;
        var pull = free ? ratio * step.Advantage : 0;
        var entropy = Softmax.Entropy(logs, probabilities);
        for (var a = 0; a < gradient.Length; a++)
            gradient[a] = weight * probabilities[a] * (pull + entropyBonus * (logs[a] + entropy));
        gradient[step.Action] -= weight * pull;
        var loss = -Math.Min(ratio * step.Advantage, clamped * step.Advantage) - entropyBonus * entropy;
        return new PpoStepLoss(loss, entropy, ratio - 1 - logRatio, ratio != clamped);
    }

    /// <summary>Loss of the value and its gradient by the network's output.</summary>
    /// <param name="output">v.</param>
    /// <param name="target">R.</param>
    /// <param name="old">v before the update.</param>
    /// <param name="clip">Largest distance from that; 0 for any.</param>
    /// <param name="gradient">∂L by v.</param>
    public static float Value(float output, float target, float old, float clip, out float gradient)
    {
        var error = output - target;
        gradient = error;
        if (clip <= 0)
            return 0.5f * error * error;
        var clamped = Math.Clamp(output, old - clip, old + clip) - target;
        if (clamped * clamped <= error * error)
            return 0.5f * error * error;
        gradient = 0; // the clipped value, which does not move with v, is the worse one
        return 0.5f * clamped * clamped;
    }
}
