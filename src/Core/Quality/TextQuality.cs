namespace SemCom;

/// <summary>
/// How close received text is to what was sent. Text is taken as it stands: not lower-cased, no punctuation split off, no Unicode form changed.
/// </summary>
public static class TextQuality
{
    /// <summary>Longest word n-grams of BLEU.</summary>
    public const int MaxBleuOrder = 4;

    /// <summary>
    /// BLEU-<paramref name="order"/> of one sentence, 0..1, over words between white space: brevity penalty times the geometric mean of the modified
    /// precisions of 1 to <paramref name="order"/> words, all weights equal, without smoothing. K. Papineni, S. Roukos, T. Ward, W.-J. Zhu, "BLEU: a
    /// method for automatic evaluation of machine translation", ACL 2002, section 2.3.
    /// </summary>
    /// <param name="candidate">Received text.</param>
    /// <param name="references">At least one right text. That closest to the candidate in length counts for brevity, of two the shorter.</param>
    /// <param name="order">Longest n-grams, 1..4.</param>
    /// <returns>0 where no n-gram of some length matches, so also for a candidate of fewer words than <paramref name="order"/>.</returns>
    /// <exception cref="SemComException">The order is out of range.</exception>
    /// <exception cref="ArgumentException">There is no reference, or one is null.</exception>
    public static double Bleu(string candidate, IReadOnlyList<string> references, int order = MaxBleuOrder)
    {
        CheckSentence(candidate, references);
        var counts = new BleuCounts(CheckedOrder(order));
        counts.Add(candidate, references);
        return counts.Score;
    }

    /// <summary>BLEU of a corpus, 0..1: the formula of <see cref="Bleu"/> with matches, n-grams and lengths summed over all sentences.</summary>
    /// <param name="candidates">Received sentences, at least one.</param>
    /// <param name="references">The right texts of each candidate, in the same order; at least one each.</param>
    /// <param name="order">Longest n-grams, 1..4.</param>
    /// <exception cref="SemComException">The order is out of range, or the numbers of sentences differ.</exception>
    /// <exception cref="ArgumentException">There is no sentence, a sentence has no reference, or one is null.</exception>
    public static double CorpusBleu(IReadOnlyList<string> candidates, IReadOnlyList<IReadOnlyList<string>> references, int order = MaxBleuOrder)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentNullException.ThrowIfNull(references);
        ArgumentOutOfRangeException.ThrowIfZero(candidates.Count, nameof(candidates));
        if (candidates.Count != references.Count)
        {
            throw new SemComException($"text: every candidate needs its set of references (was {candidates.Count} and {references.Count}); " +
                "keep a line for each sentence, also for a lost one");
        }
        var counts = new BleuCounts(CheckedOrder(order));
        for (var i = 0; i < candidates.Count; i++)
        {
            CheckSentence(candidates[i], references[i]);
            counts.Add(candidates[i], references[i]);
        }
        return counts.Score;
    }

    /// <summary>
    /// chrF2, 0..1: F-score, recall weighing twice as much (β = 2), of precision and recall of n-grams of 1 to 6 characters (Unicode code points,
    /// white space removed), each averaged over those lengths of which both texts have n-grams. M. Popović, "chrF: character n-gram F-score for
    /// automatic MT evaluation", WMT 2015, section 2; β = 2 after M. Popović, "chrF deconstructed", WMT 2016.
    /// </summary>
    /// <param name="candidate">Received text.</param>
    /// <param name="reference">Right text.</param>
    /// <returns>0 where no character matches, also where a text is empty.</returns>
    public static double ChrF(string candidate, string reference)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        ArgumentNullException.ThrowIfNull(reference);
        return CharacterFScore.Compute(candidate, reference);
    }

    private static int CheckedOrder(int order) => Guard.InRange(order, 1, MaxBleuOrder, "text: BLEU order", "use 4, as most papers do");

    private static void CheckSentence(string candidate, IReadOnlyList<string> references)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        ArgumentNullException.ThrowIfNull(references);
        ArgumentOutOfRangeException.ThrowIfZero(references.Count, nameof(references));
        foreach (var reference in references)
            ArgumentNullException.ThrowIfNull(reference, nameof(references));
    }
}
