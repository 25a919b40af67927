namespace SemCom;

/// <summary>The usual rule: thresholds of the reported SNR, and a plan for each interval.</summary>
public sealed class ThresholdTable : IPolicy
{
    private readonly int[] _actions;

    /// <summary>Makes a table.</summary>
    /// <param name="thresholdsDb">Rising thresholds [dB].</param>
    /// <param name="actions">A plan below the first threshold, and one from each threshold on.</param>
    /// <exception cref="ArgumentException">There are not as many actions, or thresholds do not rise.</exception>
    public ThresholdTable(IReadOnlyList<double> thresholdsDb, IReadOnlyList<int> actions)
    {
        ArgumentNullException.ThrowIfNull(thresholdsDb);
        ArgumentNullException.ThrowIfNull(actions);
        if (actions.Count != thresholdsDb.Count + 1 || thresholdsDb.Zip(thresholdsDb.Skip(1)).Any(pair => pair.First >= pair.Second))
            throw new ArgumentException($"a table needs rising thresholds and one action more (had {thresholdsDb.Count} and {actions.Count})", nameof(actions));
        (ThresholdsDb, _actions) = (thresholdsDb, [.. actions]);
    }

    /// <inheritdoc/>
    public string Name => "table";

    /// <summary>Rising thresholds of the reported SNR [dB].</summary>
    public IReadOnlyList<double> ThresholdsDb { get; }

    /// <summary>A plan for each interval.</summary>
    public IReadOnlyList<int> PlanOf => _actions;

    /// <inheritdoc/>
    public void Reset() { }

    /// <inheritdoc/>
    public int Decide(ReadOnlySpan<float> observation)
    {
        // The reported SNR is the first feature of a stream's observation.
        var interval = 0;
        while (interval < ThresholdsDb.Count && observation[0] >= ThresholdsDb[interval])
            interval++;
        return _actions[interval];
    }
}
