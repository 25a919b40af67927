using System.Globalization;
using System.Text;

namespace SemCom.Knowledge;

/// <summary>Words of a text: runs of letters and digits of any script, in lower case and without accents, as SQLite's tokenizer `unicode61 remove_diacritics 2` has them.</summary>
internal static class SearchWords
{
    /// <summary>Most different words of a query; the rest is left out.</summary>
    public const int MaxQueryWords = 256;

    /// <summary>All words in their order.</summary>
    public static IEnumerable<string> Of(string text)
    {
        var word = new StringBuilder();
        foreach (var rune in text.Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            if (category == UnicodeCategory.NonSpacingMark)
                continue;
            if (IsOfWord(category))
            {
                word.Append(Rune.ToLowerInvariant(rune).ToString());
            }
            else if (word.Length > 0)
            {
                yield return word.ToString();
                word.Clear();
            }
        }
        if (word.Length > 0)
            yield return word.ToString();
    }

    /// <summary>The different words of a query.</summary>
    public static IReadOnlyList<string> OfQuery(string query) => [.. Of(Sound(query)).Distinct(StringComparer.Ordinal).Take(MaxQueryWords)];

    /// <summary>A text without halves of surrogate pairs, which cannot be normalised.</summary>
    private static string Sound(string text) => string.Concat(text.EnumerateRunes());

    private static bool IsOfWord(UnicodeCategory category) => category is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
        or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber
        or UnicodeCategory.PrivateUse;
}
