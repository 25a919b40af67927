using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace SemCom.Knowledge;

/// <summary>Words of a text: runs of letters and digits of any script, in lower case and without accents, as SQLite's tokenizer `unicode61 remove_diacritics 2` has them.</summary>
internal static class SearchWords
{
    /// <summary>Most different words of a query; the rest is left out.</summary>
    public const int MaxQueryWords = 256;

    /// <summary>Letters that Unicode decomposes into one of a to z and accents, and variants of a letter, each after its plain one. (Without the data of ICU, .NET does not decompose.)</summary>
    private static readonly FrozenDictionary<int, char> Plain = new[]
    {
        "aàáâãäåāăąǎǟǻȁȃȧḁạảấầẩẫậắằẳẵặ",
        "bḃḅḇ",
        "cçćĉċčḉ",
        "dďḋḍḏḑḓ",
        "eèéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệ",
        "fḟ",
        "gĝğġģǧǵḡ",
        "hĥȟḣḥḧḩḫẖ",
        "iİìíîïĩīĭįǐȉȋḭḯỉị",
        "jĵǰ",
        "kķǩḱḳḵ",
        "lĺļľḷḹḻḽ",
        "mḿṁṃ",
        "nñńņňǹṅṇṉṋ",
        "oòóôõöōŏőơǒǫǭȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợ",
        "pṕṗ",
        "rŕŗřȑȓṙṛṝṟ",
        "sſśŝşšșṡṣṥṧṩẛ",
        "tţťțṫṭṯṱẗ",
        "uùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự",
        "vṽṿ",
        "wŵẁẃẅẇẉẘ",
        "xẋẍ",
        "yýÿŷȳẏẙỳỵỷỹ",
        "zźżžẑẓẕ",
        "μµ",
        "σς",
    }.SelectMany(row => row.Skip(1).Select(letter => KeyValuePair.Create((int)letter, row[0]))).ToFrozenDictionary();

    /// <summary>All words in their order.</summary>
    public static IEnumerable<string> Of(string text)
    {
        var word = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            if (category == UnicodeCategory.NonSpacingMark)
                continue;
            if (IsOfWord(category))
            {
                var lower = Rune.ToLowerInvariant(rune);
                word.Append(Plain.TryGetValue(lower.Value, out var plain) ? plain.ToString() : lower.ToString());
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
    public static IReadOnlyList<string> OfQuery(string query) => [.. Of(query).Distinct(StringComparer.Ordinal).Take(MaxQueryWords)];

    private static bool IsOfWord(UnicodeCategory category) => category is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
        or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber
        or UnicodeCategory.PrivateUse;
}
