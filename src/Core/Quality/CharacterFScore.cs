using System.Text;

namespace SemCom;

/// <summary>chrF of two texts.</summary>
internal static class CharacterFScore
{
    private const int MaxOrder = 6;
    private const double BetaSquared = 4;

    public static double Compute(string candidate, string reference)
    {
        var (c, r) = (new NGramIndex(Characters(candidate), MaxOrder), new NGramIndex(Characters(reference), MaxOrder));
        double precision = 0, recall = 0;
        var orders = Math.Min(MaxOrder, Math.Min(c.Length, r.Length));
        for (var n = 1; n <= orders; n++)
        {
            double matches = c.Matches([r], n);
            precision += matches / c.Count(n) / orders;
            recall += matches / r.Count(n) / orders;
        }
        return precision == 0 ? 0 : (1 + BetaSquared) * precision * recall / (BetaSquared * precision + recall);
    }

    private static int[] Characters(string text)
    {
        var characters = new List<int>(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Rune.IsWhiteSpace(rune))
                characters.Add(rune.Value);
        }
        return [.. characters];
    }
}
