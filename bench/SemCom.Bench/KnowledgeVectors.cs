using SemCom.Randomness;

namespace SemCom.Bench;

/// <summary>
/// Vectors to search among. Clustered: the centre of one of 1000 clusters, drawn evenly, of independent Gaussian numbers of variance 1, and a difference of independent Gaussian numbers of
/// variance 1/4. Otherwise independent Gaussian numbers, the hardest case: all are nearly equally far from a query. Queries are further draws.
/// </summary>
internal sealed class KnowledgeVectors(int dimensions, bool clustered, ulong seed)
{
    private const int Clusters = 1000;
    private const float Spread = 0.5f;

    /// <summary>Draw number <paramref name="index"/>.</summary>
    public float[] At(int index)
    {
        var vector = Gaussian(Clusters + (ulong)index);
        if (!clustered)
            return vector;
        var cluster = new CounterRandom(seed, RandomPurpose.Resampling, 0).Uniform((ulong)index) * Clusters;
        var centre = Gaussian((ulong)cluster);
        for (var i = 0; i < vector.Length; i++)
            vector[i] = centre[i] + Spread * vector[i];
        return vector;
    }

    private float[] Gaussian(ulong frame)
    {
        var vector = new float[dimensions];
        new CounterRandom(seed, RandomPurpose.SourceData, frame).FillGaussian(vector);
        return vector;
    }
}
