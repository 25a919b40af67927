namespace SemCom.Agents;

/// <summary>A batch of steps.</summary>
/// <param name="Count">Its steps.</param>
/// <param name="Mean">What is taken off advantages.</param>
/// <param name="Deviation">What they are divided by then.</param>
internal readonly record struct PpoBatch(int Count, double Mean, double Deviation)
{
    /// <summary>Looks at a batch's advantages.</summary>
    public static PpoBatch Of(Rollout rollout, ReadOnlySpan<int> steps, bool normalise)
    {
        if (!normalise || steps.Length < 2)
            return new PpoBatch(steps.Length, 0, 1);
        double sum = 0, squares = 0;
        foreach (var step in steps)
            sum += rollout.Advantages[step];
        var mean = sum / steps.Length;
        foreach (var step in steps)
            squares += (rollout.Advantages[step] - mean) * (rollout.Advantages[step] - mean);
        return new PpoBatch(steps.Length, mean, Math.Sqrt(squares / steps.Length) + 1e-8);
    }
}

/// <summary>Sums over steps, for reports.</summary>
/// <param name="Count">Steps.</param>
/// <param name="Entropy">Sum of entropies.</param>
/// <param name="Divergence">Sum of divergences.</param>
/// <param name="Clipped">Steps whose ratio was clipped.</param>
internal readonly record struct PpoSums(int Count, double Entropy, double Divergence, int Clipped)
{
    /// <summary>The sums with one more step.</summary>
    public PpoSums With(PpoStepLoss step) => new(Count + 1, Entropy + step.Entropy, Divergence + step.Divergence, Clipped + (step.Clipped ? 1 : 0));

    /// <summary>The sums of both.</summary>
    public PpoSums With(PpoSums other) => new(Count + other.Count, Entropy + other.Entropy, Divergence + other.Divergence, Clipped + other.Clipped);
}
