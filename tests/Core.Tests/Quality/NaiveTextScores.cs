namespace SemCom.Core.Tests.Quality;

/// <summary>BLEU and chrF as their papers write them, by counting strings: slow, and short enough to check by eye. For plain letters only.</summary>
internal static class NaiveTextScores
{
    public static double Bleu(string candidate, string[] references, int order)
    {
        var words = Words(candidate);
        if (words.Length < order)
            return 0;
        var product = 1.0;
        for (var n = 1; n <= order; n++)
        {
            var grams = Grams(words, n);
            var matches = grams.Distinct().Sum(g => Math.Min(grams.Count(h => h == g), references.Max(r => Grams(Words(r), n).Count(h => h == g))));
            product *= (double)matches / grams.Length;
        }
        var closest = references.Select(r => Words(r).Length).OrderBy(l => Math.Abs(l - words.Length)).ThenBy(l => l).First();
        var penalty = words.Length > closest ? 1 : Math.Exp(1 - (double)closest / words.Length);
        return penalty * Math.Pow(product, 1.0 / order);
    }

    public static double ChrF(string candidate, string reference)
    {
        var (a, b) = (Letters(candidate), Letters(reference));
        var (precisions, recalls) = (new List<double>(), new List<double>());
        for (var n = 1; n <= 6 && a.Length >= n && b.Length >= n; n++)
        {
            var (gramsA, gramsB) = (Grams(a, n), Grams(b, n));
            double matches = gramsA.Distinct().Sum(g => Math.Min(gramsA.Count(h => h == g), gramsB.Count(h => h == g)));
            precisions.Add(matches / gramsA.Length);
            recalls.Add(matches / gramsB.Length);
        }
        if (precisions.Sum() == 0)
            return 0;
        var (p, r) = (precisions.Average(), recalls.Average());
        return (1 + 2 * 2) * p * r / (2 * 2 * p + r);
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string[] Letters(string text) => [.. text.Where(c => c != ' ').Select(c => c.ToString())];

    private static string[] Grams(string[] parts, int n) =>
        [.. Enumerable.Range(0, Math.Max(0, parts.Length - n + 1)).Select(i => string.Join('_', parts.Skip(i).Take(n)))];
}
