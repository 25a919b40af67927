using SemCom.Randomness;

namespace SemCom.Knowledge.Tests.Search;

/// <summary>Vectors by seed, and the loop that indices are judged by.</summary>
internal static class SearchData
{
    public static KnowledgeId Id(int i) => KnowledgeId.Of(BitConverter.GetBytes(i));

    /// <summary>Vectors around as many centres as asked, 0 for none: the centres have variance 1, the differences 1/4.</summary>
    public static float[][] Vectors(int count, int dimensions, int clusters, ulong seed)
    {
        var vectors = new float[count][];
        for (var i = 0; i < count; i++)
        {
            vectors[i] = Gaussian(dimensions, seed, 1_000_000 + (ulong)i);
            if (clusters == 0)
                continue;
            var centre = Gaussian(dimensions, seed, (ulong)(new CounterRandom(seed, RandomPurpose.Resampling, 0).Uniform((ulong)i) * clusters));
            for (var d = 0; d < dimensions; d++)
                vectors[i][d] = centre[d] + 0.5f * vectors[i][d];
        }
        return vectors;
    }

    /// <summary>Cosines of all in double precision, the best first, equal ones by id.</summary>
    public static List<(KnowledgeId Id, double Score)> Naive(IEnumerable<(KnowledgeId Id, float[] Vector)> entries, float[] query) =>
        [.. entries.Select(e => (e.Id, Score: Cosine(e.Vector, query))).OrderByDescending(e => e.Score).ThenBy(e => e.Id)];

    private static double Cosine(float[] a, float[] b)
    {
        double dot = 0, x = 0, y = 0;
        for (var i = 0; i < a.Length; i++)
            (dot, x, y) = (dot + (double)a[i] * b[i], x + (double)a[i] * a[i], y + (double)b[i] * b[i]);
        return x * y == 0 ? 0 : dot / Math.Sqrt(x * y);
    }

    private static float[] Gaussian(int dimensions, ulong seed, ulong frame)
    {
        var vector = new float[dimensions];
        new CounterRandom(seed, RandomPurpose.SourceData, frame).FillGaussian(vector);
        return vector;
    }
}
