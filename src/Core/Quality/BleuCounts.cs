using System.Runtime.InteropServices;

namespace SemCom;

/// <summary>What BLEU sums over sentences: clipped matches and n-grams of each length, words of candidates and of the closest references.</summary>
internal sealed class BleuCounts(int order)
{
    private readonly long[] _matches = new long[order];
    private readonly long[] _totals = new long[order];
    private long _candidateWords, _referenceWords;

    /// <summary>Brevity penalty times the geometric mean of the modified precisions.</summary>
    public double Score
    {
        get
        {
            double logSum = 0;
            for (var n = 1; n <= order; n++)
            {
                var (matches, total) = Precision(n);
                if (matches == 0)
                    return 0;
                logSum += Math.Log((double)matches / total);
            }
            var logPenalty = Math.Min(0, 1 - (double)_referenceWords / _candidateWords);
            return Math.Exp(logPenalty + logSum / order);
        }
    }

    /// <summary>Numerator and denominator of the modified precision of <paramref name="n"/> words.</summary>
    public (long Matches, long Total) Precision(int n) => (_matches[n - 1], _totals[n - 1]);

    /// <summary>Adds one sentence.</summary>
    public void Add(string candidate, IReadOnlyList<string> references)
    {
        var vocabulary = new Dictionary<string, int>(StringComparer.Ordinal);
        var words = new NGramIndex(Words(candidate, vocabulary), order);
        var others = new NGramIndex[references.Count];
        for (var i = 0; i < others.Length; i++)
            others[i] = new NGramIndex(Words(references[i], vocabulary), order);
        for (var n = 1; n <= order; n++)
        {
            _matches[n - 1] += words.Matches(others, n);
            _totals[n - 1] += words.Count(n);
        }
        _candidateWords += words.Length;
        _referenceWords += ClosestLength(words.Length, others);
    }

    private static int ClosestLength(int length, NGramIndex[] references)
    {
        var best = references[0].Length;
        foreach (var reference in references)
        {
            var (distance, bestDistance) = (Math.Abs(reference.Length - length), Math.Abs(best - length));
            if (distance < bestDistance || distance == bestDistance && reference.Length < best)
                best = reference.Length;
        }
        return best;
    }

    /// <summary>The words between white space, as numbers that the vocabulary gives them.</summary>
    private static int[] Words(string text, Dictionary<string, int> vocabulary)
    {
        var lookup = vocabulary.GetAlternateLookup<ReadOnlySpan<char>>();
        var words = new List<int>();
        for (int i = 0, end; i < text.Length; i = end + 1)
        {
            for (end = i; end < text.Length && !char.IsWhiteSpace(text[end]);)
                end++;
            if (end == i)
                continue;
            ref var word = ref CollectionsMarshal.GetValueRefOrAddDefault(lookup, text.AsSpan(i, end - i), out var known);
            if (!known)
                word = vocabulary.Count;
            words.Add(word);
        }
        return [.. words];
    }
}
