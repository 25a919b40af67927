namespace SemCom.Agents;

/// <summary>What a clause says of modes.</summary>
internal sealed class ModeClause(IntentTokens tokens, IntentDraft draft)
{
    private readonly List<(IntentMark Mark, IntentMark? Negation)> _modes = [];
    private IntentMark? _only;
    private IntentMark? _verdict;

    public void Add(IntentMark mode, IntentMark? negation) => _modes.Add((mode, negation));

    public void Only(IntentMark mark) => _only = mark;

    /// <summary>Takes "allowed" or "forbidden".</summary>
    public void Verdict(IntentMark mark) => _verdict = mark;

    public void End()
    {
        var only = new SortedSet<LinkMode>();
        foreach (var (mark, negation) in _modes)
        {
            var teller = negation ?? _verdict ?? _only;
            if (teller is null || (negation is not null && _verdict is not null))
                continue;
            tokens.Use(mark);
            tokens.Use(teller);
            if (teller == _only)
                only.Add(mark.Term.Mode);
            else if (teller.Term.Kind == IntentTermKind.Allowed)
                draft.Allow(mark.Term.Mode);
            else
                draft.Forbid(mark.Term.Mode);
        }
        foreach (var other in LinkModes.All.Where(mode => only.Count > 0 && !only.Contains(mode)))
            draft.Forbid(other);
        _modes.Clear();
        (_only, _verdict) = (null, null);
    }
}
