namespace SemCom.Agents;

/// <summary>Steps of all streams; a stream is one member of one environment. Step t of stream s stands at s·horizon + t.</summary>
/// <param name="streams">Streams.</param>
/// <param name="horizon">Steps of each.</param>
/// <param name="length">Numbers of an observation.</param>
internal sealed class Rollout(int streams, int horizon, int length)
{
    /// <summary>Steps of each stream.</summary>
    public int Horizon => horizon;

    /// <summary>Steps of all.</summary>
    public int Count => streams * horizon;

    /// <summary>What was seen before each step [count, length].</summary>
    public float[] Observations { get; } = new float[streams * horizon * length];

    /// <summary>What was done.</summary>
    public int[] Actions { get; } = new int[streams * horizon];

    /// <summary>ln of its probability at that time.</summary>
    public float[] LogProbabilities { get; } = new float[streams * horizon];

    /// <summary>What it earned.</summary>
    public float[] Rewards { get; } = new float[streams * horizon];

    /// <summary>What the value network expected before the step.</summary>
    public float[] Values { get; } = new float[streams * horizon];

    /// <summary>What it expected after; 0 where the episode terminated.</summary>
    public float[] NextValues { get; } = new float[streams * horizon];

    /// <summary>Whether the episode ended with the step.</summary>
    public bool[] Ends { get; } = new bool[streams * horizon];

    /// <summary>Advantages.</summary>
    public float[] Advantages { get; } = new float[streams * horizon];

    /// <summary>Observation of one step.</summary>
    public Span<float> Observation(int index) => Observations.AsSpan(index * length, length);

    /// <summary>Fills <see cref="Advantages"/>.</summary>
    public void EstimateAdvantages(double discount, double lambda)
    {
        for (var start = 0; start < Count; start += horizon)
        {
            AdvantageEstimate.Fill(Rewards.AsSpan(start, horizon), Values.AsSpan(start, horizon), NextValues.AsSpan(start, horizon), Ends.AsSpan(start, horizon),
                discount, lambda, Advantages.AsSpan(start, horizon));
        }
    }
}
