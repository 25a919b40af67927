namespace SemCom.Agents;

/// <summary>
/// Reads a text from left to right, clause by clause. A phrase counts only when the clause tells what it means; every token that does not count is reported. The time is linear in the
/// length of the text.
/// </summary>
internal sealed class IntentReader
{
    private readonly IntentTokens _tokens;
    private readonly IntentDraft _draft = new();
    private readonly IntentClause _clause;

    private IntentReader(string text)
    {
        _tokens = new IntentTokens(text, IntentLexer.Read(text));
        _clause = new IntentClause(_tokens, _draft);
    }

    public static IntentReading Read(string text)
    {
        var reader = new IntentReader(text);
        for (var at = 0; at < reader._tokens.Count;)
            at = reader.Step(at);
        reader._clause.End();
        var intent = reader._draft.Build();
        return new IntentReading
        {
            Intent = intent,
            Understood = reader._draft.Understood.Lines,
            NotUnderstood = reader._tokens.NotUnderstood(),
            Errors = reader._draft.Errors.Lines,
            Notes = reader._draft.Notes.Lines,
        };
    }

    private int Step(int at)
    {
        switch (_tokens[at].Kind)
        {
            case IntentTokenKind.Number:
                return new MeasureReader(_tokens, _clause, _draft).Read(at);
            case IntentTokenKind.Separator:
                _tokens.Skip(at);
                _clause.End();
                return at + 1;
        }
        if (IntentPhrases.General.Find(_tokens.All, at) is not { } mark)
        {
            _clause.Unknown();
            return at + 1;
        }
        return Take(mark);
    }

    private int Take(IntentMark mark)
    {
        _clause.Before(mark.Term.Kind);
        switch (mark.Term.Kind)
        {
            case IntentTermKind.Filler or IntentTermKind.And:
                _tokens.Skip(mark);
                break;
            case IntentTermKind.Separator:
                _tokens.Skip(mark);
                _clause.End();
                break;
            case IntentTermKind.Place:
                return PlaceReader.Read(_tokens, mark, _clause);
            case IntentTermKind.Focus:
                _clause.Add(mark, PictureFocus.Automatic);
                break;
            case IntentTermKind.Aim:
                _clause.Add(mark, null);
                break;
            case IntentTermKind.Weight:
                return TakeWeight(mark);
            default:
                _clause.Take(mark);
                break;
        }
        return mark.Next;
    }

    private int TakeWeight(IntentMark mark)
    {
        var number = _tokens.AfterFillers(mark.Next);
        if (_clause is not { Noun: { Marker: null, Negation: null } aim, Comparator: null, Negation: null } || number >= _tokens.Count || _tokens[number].Kind != IntentTokenKind.Number)
        {
            _clause.Unknown();
            return mark.Next;
        }
        _tokens.Use(mark);
        _tokens.Use(number);
        _clause.UseBound();
        _draft.State(aim.Mark.Term.Aim, _tokens[number].Value);
        return number + 1;
    }
}
