namespace SemCom;

/// <summary>What no intent may exceed, whoever wrote it: a caller's own constraints, and the largest weight. Immutable.</summary>
public sealed record IntentLimits
{
    /// <summary>No limits but those of the types.</summary>
    public static IntentLimits None { get; } = new();

    /// <summary>These hold with every intent; an intent can only be stricter.</summary>
    public IntentConstraints Constraints
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            value.Check();
            field = value;
        }
    } = new();

    /// <summary>Largest weight, 0..16. The default is 16.</summary>
    public double MaxWeight { get; init => field = Guard.InRange(value, 0, IntentWeights.Max, "largest weight", "16 is the most"); } = IntentWeights.Max;

    /// <summary>The intent within the limits.</summary>
    /// <param name="intent">What is wanted.</param>
    /// <param name="notes">What was held back is told here, a sentence each.</param>
    /// <exception cref="SemComException">Nothing can meet both the intent and the limits.</exception>
    public LinkIntent Hold(LinkIntent intent, ICollection<string> notes)
    {
        ArgumentNullException.ThrowIfNull(intent);
        ArgumentNullException.ThrowIfNull(notes);
        var weights = intent.Weights;
        foreach (var aim in Enum.GetValues<IntentAim>().Where(aim => intent.Weights[aim] > MaxWeight))
            weights = weights.With(aim, MaxWeight);
        var held = intent with { Weights = weights, Constraints = intent.Constraints.And(Constraints) };
        if (held != intent)
        {
            foreach (var line in IntentSentences.Write(held).Except(IntentSentences.Write(intent), StringComparer.Ordinal))
                notes.Add($"By the caller's limits: {line}.");
        }
        return held;
    }
}
