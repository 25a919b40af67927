using SemCom.Agents;

namespace SemCom;

/// <summary>Phrases with one meaning.</summary>
public sealed record IntentVocabularyRow
{
    internal IntentVocabularyRow(string group, string meaning, IntentTerm term, params string[] phrases) =>
        (Group, Meaning, Term, Phrases) = (group, meaning, term, phrases);

    /// <summary>What kind of phrases these are.</summary>
    public string Group { get; }

    /// <summary>What they mean, for people.</summary>
    public string Meaning { get; }

    /// <summary>The phrases, in lower case; case, hyphens and the form of apostrophes do not matter in texts.</summary>
    public IReadOnlyList<string> Phrases { get; }

    internal IntentTerm Term { get; }
}
