namespace SemCom.Runtime.Quality;

/// <summary>What <see cref="PictureEmbedder"/> saw in a picture.</summary>
public sealed class PictureEmbedding
{
    private readonly float[] _vector;
    private readonly float[] _scores;

    internal PictureEmbedding(float[] features, float[] scores)
    {
        var length = Math.Sqrt(Dot(features, features));
        _vector = length > 0 ? [.. features.Select(f => (float)(f / length))] : features;
        _scores = scores;
        TopClass = Array.IndexOf(scores, scores.Max());
    }

    /// <summary>The 1280 features, of unit length; none is negative.</summary>
    public ReadOnlyMemory<float> Vector => _vector;

    /// <summary>Logits of the 1001 classes: 0 is the background, 1 to 1000 are those of ImageNet in the usual order.</summary>
    public ReadOnlyMemory<float> Scores => _scores;

    /// <summary>The class with the highest score.</summary>
    public int TopClass { get; }

    /// <summary>Cosine of the two vectors: 1 for the same content. It is never negative here, for no feature is.</summary>
    public double SimilarityTo(PictureEmbedding other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var lengths = Math.Sqrt(Dot(_vector, _vector) * Dot(other._vector, other._vector));
        return lengths > 0 ? Math.Min(1, Dot(_vector, other._vector) / lengths) : 0;
    }

    private static double Dot(float[] a, float[] b)
    {
        double sum = 0;
        for (var i = 0; i < a.Length; i++)
            sum += (double)a[i] * b[i];
        return sum;
    }
}
