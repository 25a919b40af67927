namespace SemCom.Knowledge.Tests.Stores;

/// <summary>BM25 by its definition (Robertson and Zaragoza 2009, k1 = 1.2, b = 0.75), with the least weight of a word that FTS5 has.</summary>
internal static class SlowBm25
{
    public static double Score(IReadOnlyList<string[]> texts, string[] text, string[] query)
    {
        var average = texts.Average(t => (double)t.Length);
        var score = 0.0;
        foreach (var word in query.Distinct(StringComparer.Ordinal))
        {
            double having = texts.Count(t => t.Contains(word, StringComparer.Ordinal)), times = text.Count(w => w == word);
            var weight = Math.Log((texts.Count - having + 0.5) / (having + 0.5));
            score += (weight > 0 ? weight : 1e-6) * times * 2.2 / (times + 1.2 * (0.25 + 0.75 * text.Length / average));
        }
        return score;
    }
}
