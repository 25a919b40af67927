namespace SemCom.Agents;

/// <summary>What was said in a clause so far, until its end tells what counts.</summary>
internal sealed class IntentClause(IntentTokens tokens, IntentDraft draft)
{
    private const int MostStacked = 4;

    private readonly List<PendingAim> _aims = [];
    private readonly List<PendingAim> _open = [];
    private readonly ModeClause _modes = new(tokens, draft);
    private IReadOnlyList<IntentMark> _before = [];
    private int _aimsAtBefore;
    private bool _negationIsUsed;
    private bool _isRefused;

    /// <summary>The bound of the next number.</summary>
    public IntentMark? Comparator { get; private set; }

    /// <summary>A negation that waits for what it denies.</summary>
    public IntentMark? Negation { get; private set; }

    /// <summary>The aim that was named last, if only fillers, priorities and bounds stand behind it.</summary>
    public PendingAim? Noun { get; private set; }

    /// <summary>A word that is not known stands here: nothing on its left belongs to a number on its right.</summary>
    public void Unknown() => (Comparator, Noun) = (null, null);

    /// <summary>A phrase of a kind comes next.</summary>
    public void Before(IntentTermKind kind)
    {
        var isOver = _negationIsUsed && kind is not (IntentTermKind.Mode or IntentTermKind.And or IntentTermKind.Filler);
        var isSettled = kind == IntentTermKind.And && Comparator is null && Noun is { Negation: not null, Mark.Term.IsPrice: true };
        if (isOver || isSettled)
            (Negation, _negationIsUsed) = (null, false);
    }

    public void Add(IntentMark mark, PictureFocus? focus)
    {
        Noun = new PendingAim(mark, focus, Negation);
        _aims.Add(Noun);
        if (Negation is null && _before.Count > 0 && _before.All(before => Fits(before, mark)))
        {
            Noun.Marker = Strongest(_before);
            Noun.Others = _before;
        }
        else if (Negation is null)
            _open.Add(Noun);
    }

    public void Take(IntentMark mark)
    {
        switch (mark.Term.Kind)
        {
            case IntentTermKind.AtMost or IntentTermKind.AtLeast or IntentTermKind.Between:
                Comparator = mark;
                break;
            case IntentTermKind.Negation:
                Negation ??= mark;
                break;
            case IntentTermKind.AimWithLevel or IntentTermKind.Rule:
                TakeStatement(mark);
                break;
            case IntentTermKind.Marker:
                TakeMarker(mark);
                break;
            case IntentTermKind.Mode:
                _modes.Add(mark, Negation);
                _negationIsUsed = Negation is not null;
                break;
            case IntentTermKind.Only:
                _modes.Only(mark);
                break;
            case IntentTermKind.Allowed or IntentTermKind.Forbidden:
                _modes.Verdict(mark);
                break;
        }
    }

    /// <summary>A number takes the bound, the negation and, unless it has a weight of its own, the noun.</summary>
    public void UseBound()
    {
        if (Comparator is not null)
            tokens.Use(Comparator);
        if (Negation is not null)
            tokens.Use(Negation);
        if (Noun is { Marker: null })
        {
            tokens.Use(Noun.Mark);
            Noun.IsTaken = true;
        }
        (Comparator, Negation, Noun) = (null, null, null);
    }

    public void End()
    {
        foreach (var aim in _aims.Where(aim => !aim.IsTaken))
            EndAim(aim);
        _modes.End();
        _aims.Clear();
        _open.Clear();
        (_before, Comparator, Negation, Noun) = ([], null, null, null);
        (_negationIsUsed, _isRefused) = (false, false);
    }

    private void TakeStatement(IntentMark mark)
    {
        if (Negation is not null)
            return;
        tokens.Use(mark);
        if (mark.Term.Kind == IntentTermKind.Rule)
            draft.Forbid(mark.Term.Mode);
        else
            draft.Level(mark.Term.Aim, mark.Term.Level);
    }

    private void TakeMarker(IntentMark mark)
    {
        if (Negation is not null)
        {
            _isRefused = true;
            return;
        }
        if (mark.Term.Place == MarkerPlace.Before || (mark.Term.Place == MarkerPlace.Either && _aims.Count == 0))
        {
            Stack(mark);
            return;
        }
        if (_open.Count == 0)
            Raise(mark);
        foreach (var aim in _open.Where(aim => !aim.IsTaken && Fits(mark, aim.Mark)))
            aim.Marker = mark;
        _open.Clear();
    }

    /// <summary>Several words of priority before an aim count together: "above all low delay".</summary>
    private void Stack(IntentMark mark)
    {
        if (_aims.Count > _aimsAtBefore)
            _before = [];
        _aimsAtBefore = _aims.Count;
        if (_before.Count < MostStacked)
            _before = [.. _before, mark];
    }

    private static IntentMark Strongest(IReadOnlyList<IntentMark> marks) =>
        marks.FirstOrDefault(mark => mark.Term.Level == IntentWeights.Ignored) ?? marks.MaxBy(mark => mark.Term.Level)!;

    /// <summary>A second word of priority behind an aim: the stronger one counts.</summary>
    private void Raise(IntentMark mark)
    {
        if (_aims.LastOrDefault() is not { IsTaken: false, Marker: { } known } last || known.Term.Level == IntentWeights.Ignored || mark.Term.Level <= known.Term.Level)
            return;
        tokens.Use(known);
        last.Marker = mark;
    }

    private void EndAim(PendingAim aim)
    {
        if (aim.Negation is { } negation)
        {
            if (!aim.Mark.Term.IsPrice || _isRefused || tokens.IsUsed(negation))
                return;
            tokens.Use(aim.Mark);
            tokens.Use(negation);
            draft.Level(aim.Mark.Term.Aim, IntentWeights.First);
            return;
        }
        if (aim.Marker is not { Term.Level: var level } || _isRefused)
            return;
        tokens.Use(aim.Mark);
        tokens.Use(aim.Marker);
        foreach (var other in aim.Others)
            tokens.Use(other);
        if (aim.Focus is not null && level > 0)
            draft.Focus(aim.Focus, aim.Mark.Term.IsUndetected ? tokens.Words(aim.Mark) : null);
        if (aim.Focus is null || level != IntentWeights.Matters)
            draft.Level(aim.Mark.Term.Aim, level);
    }

    private static bool Fits(IntentMark marker, IntentMark aim) => marker.Term.IsForPrices is not { } forPrices || forPrices == aim.Term.IsPrice;
}
