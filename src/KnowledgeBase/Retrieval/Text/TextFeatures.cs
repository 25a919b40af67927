using System.Text;

namespace SemCom.Knowledge;

/// <summary>
/// What a text is made of, hashed: its words, pairs of neighbouring words, and the runs of 3 to 5 characters of each word with marks at its ends, which words of one stem share
/// (Cavnar and Trenkle 1994). Each feature is a 64-bit hash (FNV-1a with the finaliser of SplitMix64), the same on every machine.
/// </summary>
internal static class TextFeatures
{
    private const ulong Offset = 14695981039346656037, Prime = 1099511628211;
    private const int Shortest = 3, Longest = 5, MaxWord = 64;

    // A word has 1; the squares of its runs' weights sum up to that of RunWeight.
    private const float PairWeight = 0.3f, RunWeight = 0.6f;

    /// <summary>How often each feature is there, weighed.</summary>
    public static Dictionary<ulong, float> Of(string text)
    {
        var counts = new Dictionary<ulong, float>();
        string? last = null;
        foreach (var word in Words(text))
        {
            Count(counts, Hash(word, 'w'), 1);
            if (last is not null)
                Count(counts, Hash($"{last} {word}", 'p'), PairWeight);
            CountRuns(counts, $"<{word}>");
            last = word;
        }
        return counts;
    }

    /// <summary>Runs of letters and digits in lower case.</summary>
    public static IEnumerable<string> Words(string text)
    {
        var word = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) && word.Length < MaxWord)
            {
                word.Append(Rune.ToLowerInvariant(rune).ToString());
                continue;
            }
            if (word.Length > 0)
                yield return word.ToString();
            word.Clear();
        }
        if (word.Length > 0)
            yield return word.ToString();
    }

    /// <summary>The next number of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).</summary>
    public static ulong Mix(ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        state = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        state = (state ^ (state >> 27)) * 0x94D049BB133111EB;
        return state ^ (state >> 31);
    }

    private static void CountRuns(Dictionary<ulong, float> counts, string marked)
    {
        var runs = 0;
        for (var length = Shortest; length <= Longest; length++)
            runs += Math.Max(0, marked.Length - length + 1);
        for (var length = Shortest; length <= Longest; length++)
        {
            for (var i = 0; i + length <= marked.Length; i++)
                Count(counts, Hash(marked.AsSpan(i, length), 'r'), RunWeight / MathF.Sqrt(runs));
        }
    }

    private static void Count(Dictionary<ulong, float> counts, ulong feature, float weight) => counts[feature] = counts.GetValueOrDefault(feature) + weight;

    private static ulong Hash(ReadOnlySpan<char> text, char sort)
    {
        var hash = (Offset ^ sort) * Prime;
        foreach (var c in text)
            hash = (hash ^ c) * Prime;
        return Mix(hash);
    }
}
