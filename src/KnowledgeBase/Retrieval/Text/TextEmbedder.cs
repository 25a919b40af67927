using System.Numerics.Tensors;
using SemCom.Knowledge;

namespace SemCom;

/// <summary>
/// Places texts so that those with words or parts of words in common lie close. Features are hashed with signs (Weinberger, Dasgupta, Langford, Smola and Attenberg, ICML 2009), weighed
/// with the inverse document frequency of their bucket (Spärck Jones 1972) and brought to few dimensions by a fixed random projection of +1 and −1 (Achlioptas, JCSS 2003), so that inner
/// products stay what they were with a standard deviation of about 1/√dimensions. Nothing is known of synonyms. Immutable; equal corpora give equal embeddings on every machine with the same rounding.
/// </summary>
public sealed class TextEmbedder
{
    /// <summary>Numbers of an embedding unless said otherwise: fewer suffice for sentences, not for paragraphs.</summary>
    public const int DefaultDimensions = 1024;

    private const int BucketBits = 18, BitsOfWord = 64;

    private readonly float[] _weights;
    private readonly ulong _seed;

    private TextEmbedder(float[] weights, int dimensions, ulong seed) => (_weights, Dimensions, _seed) = (weights, dimensions, seed);

    /// <summary>Numbers of an embedding.</summary>
    public int Dimensions { get; }

    /// <summary>Learns how common features are.</summary>
    /// <param name="corpus">Texts of the kind that will be searched; none weighs all features alike.</param>
    /// <param name="dimensions">Numbers of an embedding, a multiple of 64 up to 4096.</param>
    /// <param name="seed">Which projection; both ends need the same.</param>
    /// <exception cref="SemComException">The dimensions are no such number.</exception>
    public static TextEmbedder Learn(IEnumerable<string> corpus, int dimensions = DefaultDimensions, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        Guard.InRange(dimensions, BitsOfWord, KnowledgeEntry.MaxDimensions, "dimensions of a text embedding", $"{DefaultDimensions} is the default");
        if (dimensions % BitsOfWord != 0)
            throw new SemComException($"dimensions of a text embedding must be a multiple of {BitsOfWord} (was {dimensions}); {DefaultDimensions} is the default");
        var frequencies = new int[1 << BucketBits];
        var count = 0;
        foreach (var text in corpus)
        {
            count++;
            foreach (var bucket in TextFeatures.Of(text).Keys.Select(Bucket).Distinct())
                frequencies[bucket]++;
        }
        var weights = Array.ConvertAll(frequencies, f => MathF.Log((2f + count) / (1f + f)));
        return new TextEmbedder(weights, dimensions, seed);
    }

    /// <summary>Where a text stands: a vector of length one; zeros for a text without letters and digits.</summary>
    public float[] Embed(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var sum = new float[Dimensions];
        foreach (var (feature, count) in TextFeatures.Of(text))
        {
            var bucket = Bucket(feature);
            var weight = _weights[bucket] * MathF.Log(1 + count);
            Project((ulong)bucket, (feature & 1) == 0 ? weight : -weight, sum);
        }
        if (TensorPrimitives.Norm<float>(sum) is > 0 and var norm)
            TensorPrimitives.Divide(sum, norm, sum);
        return sum;
    }

    private static int Bucket(ulong feature) => (int)(feature >> (BitsOfWord - BucketBits));

    private void Project(ulong bucket, float weight, float[] sum)
    {
        // The sign is put in as a bit: as a branch it would be guessed wrong half of the time.
        var bits = BitConverter.SingleToUInt32Bits(weight);
        var state = TextFeatures.Mix(_seed ^ TextFeatures.Mix(bucket));
        for (var start = 0; start < sum.Length; start += BitsOfWord)
        {
            state = TextFeatures.Mix(state);
            for (var i = 0; i < BitsOfWord; i++)
                sum[start + i] += BitConverter.UInt32BitsToSingle(bits ^ (uint)(state >> i & 1) << 31);
        }
    }
}
