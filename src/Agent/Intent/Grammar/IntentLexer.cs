using System.Globalization;

namespace SemCom.Agents;

/// <summary>Cuts a text into words, numbers and marks, in one pass.</summary>
internal static class IntentLexer
{
    private const string Separators = ",;.!?()[]\n\r";
    private const string Ignored = "\"':-–—“”„`’*";

    public static List<IntentToken> Read(string text)
    {
        var tokens = new List<IntentToken>();
        for (var at = 0; at < text.Length;)
        {
            var token = Next(text, at);
            if (token.Length == 0)
            {
                at++;
                continue;
            }
            tokens.Add(token);
            at = token.End;
        }
        return tokens;
    }

    private static IntentToken Next(string text, int at)
    {
        var c = text[at];
        if (StartsNumber(text, at))
            return Number(text, at);
        if (char.IsLetter(c))
            return Word(text, at);
        if (c == ',' && char.IsAsciiDigit(Peek(text, at - 1)) && char.IsAsciiDigit(Peek(text, at + 1)))
            return new(IntentTokenKind.InnerComma, at, 1, "", 0);
        if (Separators.Contains(c, StringComparison.Ordinal))
            return new(IntentTokenKind.Separator, at, 1, "", 0);
        if (c is '-' or '–' && char.IsAsciiDigit(Peek(text, at - 1)) && char.IsAsciiDigit(Peek(text, at + 1)))
            return new(IntentTokenKind.Word, at, 1, "-", 0);
        if (c is '<' or '>' && Peek(text, at + 1) == '=')
            return new(IntentTokenKind.Word, at, 2, $"{c}=", 0);
        var isNothing = char.IsWhiteSpace(c) || char.IsControl(c) || Ignored.Contains(c, StringComparison.Ordinal);
        return isNothing ? default : new(IntentTokenKind.Word, at, char.IsSurrogatePair(c, Peek(text, at + 1)) ? 2 : 1, c.ToString(), 0);
    }

    private static bool StartsNumber(string text, int at) =>
        char.IsAsciiDigit(text[at])
        || (text[at] is '-' or '−' or '+' && char.IsAsciiDigit(Peek(text, at + 1)) && !char.IsLetterOrDigit(Peek(text, at - 1)));

    private static IntentToken Number(string text, int at)
    {
        var end = AfterDigits(text, at + 1);
        if (Peek(text, end) == '.' && char.IsAsciiDigit(Peek(text, end + 1)))
            end = AfterDigits(text, end + 1);
        if (Peek(text, end) is 'e' or 'E')
        {
            var digits = Peek(text, end + 1) is '+' or '-' ? end + 2 : end + 1;
            if (char.IsAsciiDigit(Peek(text, digits)))
                end = AfterDigits(text, digits);
        }
        var written = text[at..end].Replace('−', '-');
        return new(IntentTokenKind.Number, at, end - at, "", double.Parse(written, NumberStyles.Float, CultureInfo.InvariantCulture));
    }

    private static IntentToken Word(string text, int at)
    {
        var end = at + 1;
        while (char.IsLetterOrDigit(Peek(text, end)) || (Peek(text, end) is '\'' or '’' && char.IsLetter(Peek(text, end + 1))))
            end++;
        return new(IntentTokenKind.Word, at, end - at, text[at..end].ToLowerInvariant().Replace('’', '\''), 0);
    }

    private static int AfterDigits(string text, int at)
    {
        while (char.IsAsciiDigit(Peek(text, at)))
            at++;
        return at;
    }

    private static char Peek(string text, int at) => at >= 0 && at < text.Length ? text[at] : '\0';
}
