using SemCom.Runtime.Models;

namespace SemCom.Runtime.Quality;

/// <summary>
/// How alike two sentences are in what they speak of: the cosine of sentence vectors of S. Arora, Y. Liang, T. Ma, "A simple but tough-to-beat baseline
/// for sentence embeddings", ICLR 2017, algorithm 1, on word vectors of ours (English). Each word counts a/(a + p), p being its frequency; the
/// direction that all sentences share is taken out. The order of words does not count. Any number of threads may use it.
/// </summary>
public sealed class SentenceSimilarity
{
    /// <summary>Id of its model in the catalogue.</summary>
    public const string ModelId = "words";

    private readonly WordVectors _vectors;

    private SentenceSimilarity(WordVectors vectors) => _vectors = vectors;

    /// <summary>Loads the word vectors, about 1 MB. Keep what is returned.</summary>
    /// <param name="catalogue">Where the model is looked up. The default is the one found beside the application.</param>
    /// <exception cref="SemComException">The model is missing or damaged.</exception>
    public static SentenceSimilarity Load(ModelCatalogue? catalogue = null) =>
        new(WordVectors.Read((catalogue ?? ModelCatalogue.Default).Find(ModelId).OpenFile("vectors")));

    /// <summary>
    /// The similarity, −1..1; 1 for the same words in any order, about 0 for unrelated sentences. Words are runs of letters and digits in lower case, with
    /// apostrophes inside. A word that is not among the 8192 known ones is like itself and like no other, with the weight of a rare word: a
    /// misspelt word is a lost one.
    /// </summary>
    /// <returns>Where a text has no word: 1 if neither has, else 0.</returns>
    public double Between(string a, string b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        string[] first = SentenceWords.Split(a), second = SentenceWords.Split(b);
        if (first.Length == 0 || second.Length == 0)
            return first.Length == second.Length ? 1 : 0;
        Array.Sort(first, StringComparer.Ordinal);
        Array.Sort(second, StringComparer.Ordinal);
        if (first.AsSpan().SequenceEqual(second))
            return 1;
        var (x, y) = (_vectors.Embed(first), _vectors.Embed(second));
        var power = x.Dot(x) * y.Dot(y);
        return power > 0 ? Math.Clamp(x.Dot(y) / Math.Sqrt(power), -1, 1) : 0;
    }
}
