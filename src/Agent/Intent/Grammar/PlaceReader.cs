namespace SemCom.Agents;

/// <summary>Reads the whole numbers of a point or a box.</summary>
internal static class PlaceReader
{
    private const double MostPixels = 1_000_000;

    /// <summary>Reads from the word of the place on.</summary>
    /// <returns>The next token.</returns>
    public static int Read(IntentTokens tokens, IntentMark mark, IntentClause clause)
    {
        var values = new List<int>();
        var at = mark.Next;
        while (values.Count < mark.Term.Numbers && at < tokens.Count && IsPixel(tokens[at]))
        {
            values.Add((int)tokens[at].Value);
            at++;
            if (values.Count < mark.Term.Numbers && at < tokens.Count && IsComma(tokens[at]))
                at++;
        }
        var isFollowed = at + 1 < tokens.Count && tokens[at].Kind == IntentTokenKind.InnerComma;
        if (values.Count < mark.Term.Numbers || isFollowed)
        {
            clause.Unknown();
            return mark.Next;
        }
        var focus = values.Count == 2 ? PictureFocus.At(values[0], values[1]) : PictureFocus.In(new PictureBox(values[0], values[1], values[2], values[3]));
        clause.Add(mark with { Count = at - mark.First }, focus);
        return at;
    }

    private static bool IsPixel(IntentToken token) =>
        token.Kind == IntentTokenKind.Number && double.IsInteger(token.Value) && token.Value is >= 0 and <= MostPixels;

    private static bool IsComma(IntentToken token) => token is { Kind: IntentTokenKind.InnerComma } or { Kind: IntentTokenKind.Separator, Length: 1 };
}
