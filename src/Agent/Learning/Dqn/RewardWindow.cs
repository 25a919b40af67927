namespace SemCom.Agents;

/// <summary>
/// The last steps of one member, until enough rewards have come to remember the oldest (Sutton and Barto, section 7.1). Rewards after a random action are not counted for the steps before
/// it, for they say nothing about the best policy (Watkins's cut, section 12.10).
/// </summary>
/// <param name="steps">Rewards that are summed.</param>
/// <param name="discount">γ.</param>
internal sealed class RewardWindow(int steps, double discount)
{
    private readonly Queue<(float[] Seen, int Action, double Reward)> _steps = new();

    /// <summary>Takes a step, and remembers those that are complete.</summary>
    /// <param name="seen">What was seen before it; kept.</param>
    /// <param name="action">What was done.</param>
    /// <param name="random">Whether that was drawn at random.</param>
    /// <param name="reward">What it earned.</param>
    /// <param name="next">What was seen after it.</param>
    /// <param name="terminated">Nothing follows.</param>
    /// <param name="truncated">The episode was cut off.</param>
    /// <param name="memory">Receives complete steps.</param>
    public void Add(float[] seen, int action, bool random, double reward, float[] next, bool terminated, bool truncated, ReplayMemory memory)
    {
        while (random && _steps.Count > 0)
            Remember(seen, terminated: false, memory);
        _steps.Enqueue((seen, action, reward));
        if (_steps.Count == steps)
            Remember(next, terminated, memory);
        while ((terminated || truncated) && _steps.Count > 0)
            Remember(next, terminated, memory);
    }

    private void Remember(float[] next, bool terminated, ReplayMemory memory)
    {
        var (sum, weight) = (0.0, 1.0);
        foreach (var (_, _, reward) in _steps)
        {
            sum += weight * reward;
            weight *= discount;
        }
        var (seen, action, _) = _steps.Dequeue();
        memory.Add(seen, action, sum, terminated ? 0 : weight, next);
    }
}
