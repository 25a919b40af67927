using SemCom.Randomness;

namespace SemCom.Agents;

/// <summary>Random numbers of one episode, one after another.</summary>
/// <param name="seed">Which episode.</param>
internal sealed class AllocationDraws(ulong seed)
{
    /// <summary>Streams of allocation are apart from those of picture streams with the same seed.</summary>
    private const ulong Stream = 2;

    private readonly CounterRandom _random = new(seed, RandomPurpose.Environment, Stream);
    private ulong _next;

    public double Uniform() => _random.Uniform(_next++);

    public double Between((double Min, double Max) range) => range.Min + (range.Max - range.Min) * Uniform();

    public double Gaussian() => Math.Sqrt(-2 * Math.Log(1 - Uniform())) * Math.Cos(2 * Math.PI * Uniform());

    public int Below(int count) => Math.Min(count - 1, (int)(count * Uniform()));

    public bool Happens(double probability) => Uniform() < probability;

    /// <summary>One of some outcomes by their probabilities.</summary>
    public int OneOf(IReadOnlyList<double> probabilities)
    {
        var (uniform, at) = (Uniform(), 0);
        while (at < probabilities.Count - 1 && uniform >= probabilities[at])
            uniform -= probabilities[at++];
        return at;
    }
}
