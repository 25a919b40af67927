namespace SemCom.Agents;

/// <summary>The tokens of a text, and which of them count.</summary>
internal sealed class IntentTokens(string text, List<IntentToken> tokens)
{
    private enum State : byte
    {
        Unknown,
        Used,
        Skipped,
    }

    private readonly State[] _states = new State[tokens.Count];

    public IReadOnlyList<IntentToken> All => tokens;

    public int Count => tokens.Count;

    public IntentToken this[int at] => tokens[at];

    public bool IsUsed(IntentMark mark) => _states[mark.First] == State.Used;

    public void Use(int at) => _states[at] = State.Used;

    public void Use(IntentMark mark) => Array.Fill(_states, State.Used, mark.First, mark.Count);

    /// <summary>Marks a token that need not count.</summary>
    public void Skip(int at) => _states[at] = State.Skipped;

    public void Skip(IntentMark mark) => Array.Fill(_states, State.Skipped, mark.First, mark.Count);

    /// <summary>The first token from one on that is no filler; few fillers are passed.</summary>
    public int AfterFillers(int at)
    {
        const int most = 4;
        for (var i = 0; i < most && IntentPhrases.General.Find(tokens, at) is { Term.Kind: IntentTermKind.Filler } filler; i++)
            at = filler.Next;
        return at;
    }

    /// <summary>The words of a phrase as they stand in the text.</summary>
    public string Words(IntentMark mark) => text[tokens[mark.First].Start..tokens[mark.Next - 1].End];

    /// <summary>Runs of tokens that do not count, with the fillers between them.</summary>
    public IReadOnlyList<IntentSpan> NotUnderstood()
    {
        var spans = new List<IntentSpan>();
        for (var at = 0; at < Count; at++)
        {
            if (_states[at] != State.Unknown)
                continue;
            var last = at;
            for (var next = at + 1; next < Count && _states[next] != State.Used && tokens[next].Kind != IntentTokenKind.Separator; next++)
            {
                if (_states[next] == State.Unknown)
                    last = next;
            }
            spans.Add(new IntentSpan(tokens[at].Start, text[tokens[at].Start..tokens[last].End]));
            at = last;
        }
        return spans;
    }
}
