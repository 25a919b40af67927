namespace SemCom.Agents;

/// <summary>The last steps: what was seen, done and earned, and what was seen then. The oldest makes room for the newest.</summary>
/// <param name="capacity">Steps that are remembered.</param>
/// <param name="length">Numbers of an observation.</param>
internal sealed class ReplayMemory(int capacity, int length)
{
    private readonly float[] _seen = new float[capacity * length];
    private readonly float[] _next = new float[capacity * length];
    private int _at;

    /// <summary>Steps that are there.</summary>
    public int Count { get; private set; }

    /// <summary>What was done.</summary>
    public int[] Actions { get; } = new int[capacity];

    /// <summary>Discounted sum of the rewards until the next observation.</summary>
    public float[] Rewards { get; } = new float[capacity];

    /// <summary>What the value of the next observation is multiplied with; 0 where the episode terminated.</summary>
    public float[] Discounts { get; } = new float[capacity];

    /// <summary>What was seen before a step.</summary>
    public Span<float> Seen(int index) => _seen.AsSpan(index * length, length);

    /// <summary>What was seen after it.</summary>
    public Span<float> Next(int index) => _next.AsSpan(index * length, length);

    /// <summary>Remembers a step.</summary>
    public void Add(ReadOnlySpan<float> seen, int action, double reward, double discount, ReadOnlySpan<float> next)
    {
        seen.CopyTo(Seen(_at));
        next.CopyTo(Next(_at));
        (Actions[_at], Rewards[_at], Discounts[_at]) = (action, (float)reward, (float)discount);
        _at = (_at + 1) % capacity;
        Count = Math.Min(Count + 1, capacity);
    }
}
