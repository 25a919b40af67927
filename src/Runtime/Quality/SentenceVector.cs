namespace SemCom.Runtime.Quality;

/// <summary>A sentence as a vector: that of its known words, and a dimension for each unknown one.</summary>
/// <param name="known">Sum over the known words.</param>
/// <param name="unknown">How often each unknown word occurs.</param>
/// <param name="unknownPower">Squared length of an unknown word.</param>
internal sealed class SentenceVector(double[] known, Dictionary<string, int> unknown, double unknownPower)
{
    /// <summary>The inner product.</summary>
    public double Dot(SentenceVector other)
    {
        double sum = 0;
        for (var d = 0; d < known.Length; d++)
            sum += known[d] * other.Known[d];
        long shared = 0;
        foreach (var (word, count) in unknown)
            shared += (long)count * other.Unknown.GetValueOrDefault(word);
        return sum + unknownPower * shared;
    }

    private double[] Known => known;

    private Dictionary<string, int> Unknown => unknown;
}
