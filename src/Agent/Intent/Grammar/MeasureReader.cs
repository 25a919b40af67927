namespace SemCom.Agents;

/// <summary>Reads a number, or two, with its unit, and what it bounds.</summary>
internal sealed class MeasureReader(IntentTokens tokens, IntentClause clause, IntentDraft draft)
{
    private static readonly IntentTerm NoUnit = new(IntentTermKind.Unit) { NeedsNoun = true, Quantities = [IntentQuantity.Battery, IntentQuantity.UsesPerFrame] };

    /// <summary>Reads from a number on.</summary>
    /// <returns>The next token.</returns>
    public int Read(int at)
    {
        var (end, value) = Number(at);
        var unit = IntentPhrases.Units.Find(tokens.All, end);
        var next = unit?.Next ?? end;
        var (lastEnd, second) = Second(next);
        var lastUnit = second is null ? null : IntentPhrases.Units.Find(tokens.All, lastEnd);
        if (second is not null)
            next = lastUnit?.Next ?? lastEnd;
        var main = lastUnit ?? unit;
        var other = AfterNoun(next, main?.Term ?? NoUnit);
        var known = value is null ? null : Quantity(main?.Term ?? NoUnit, other);
        if (known is not { } quantity || !Bound(quantity, value!.Value, (unit ?? main)?.Term, second, main?.Term))
        {
            clause.Unknown();
            return next;
        }
        for (var i = at; i < next; i++)
            tokens.Use(i);
        if (other is null)
            return next;
        tokens.Use(other);
        return other.Next;
    }

    /// <summary>A number with commas between thousands; null where commas stand elsewhere.</summary>
    private (int End, double? Value) Number(int at)
    {
        var (end, value, isNumber) = (at + 1, tokens[at].Value, true);
        while (end + 1 < tokens.Count && tokens[end].Kind == IntentTokenKind.InnerComma && tokens[end + 1].Kind == IntentTokenKind.Number)
        {
            isNumber &= tokens[at].Length <= 3 && double.IsInteger(tokens[at].Value) && tokens[end + 1].Length == 3 && double.IsInteger(tokens[end + 1].Value);
            value = value * 1000 + tokens[end + 1].Value;
            end += 2;
        }
        return (end, isNumber ? value : null);
    }

    /// <summary>The second number of "28 to 34", "28-34" and "between 28 and 34"; NaN where it is none.</summary>
    private (int End, double? Value) Second(int at)
    {
        if (at + 1 >= tokens.Count || tokens[at].Kind != IntentTokenKind.Word || tokens[at + 1].Kind != IntentTokenKind.Number)
            return (at, null);
        var isRange = tokens[at].Word is "to" or "-" || (tokens[at].Word == "and" && clause.Comparator is { Term.Kind: IntentTermKind.Between });
        if (!isRange)
            return (at, null);
        var (end, value) = Number(at + 1);
        return (end, value ?? double.NaN);
    }

    /// <summary>The noun behind a number, unless there is one before it, or it belongs to what follows.</summary>
    private IntentMark? AfterNoun(int at, IntentTerm unit)
    {
        if (clause.Noun is { Marker: null } || IntentPhrases.General.Find(tokens.All, tokens.AfterFillers(at)) is not { Term.Kind: IntentTermKind.Aim } noun)
            return null;
        var isOther = IntentPhrases.General.Find(tokens.All, tokens.AfterFillers(noun.Next)) is
        { Term.Kind: IntentTermKind.Marker or IntentTermKind.Weight or IntentTermKind.AtMost or IntentTermKind.AtLeast or IntentTermKind.Between };
        return isOther || Match(unit, noun.Term) is null ? null : noun;
    }

    private IntentQuantity? Quantity(IntentTerm unit, IntentMark? other)
    {
        if ((other ?? clause.Noun?.Mark) is { } noun && Match(unit, noun.Term) is { } named)
            return named;
        return unit.NeedsNoun || clause.Noun is { Marker: null } ? null : unit.Quantities[0];
    }

    private static IntentQuantity? Match(IntentTerm unit, IntentTerm noun)
    {
        foreach (var quantity in unit.Quantities)
        {
            if (noun.Quantity == quantity)
                return quantity;
            if (!unit.NeedsNoun && noun.Aim == IntentAim.ChannelUses && quantity is (IntentQuantity.Bandwidth or IntentQuantity.UsesPerFrame))
                return quantity;
        }
        return null;
    }

    private bool Bound(IntentQuantity quantity, double first, IntentTerm? unit, double? second, IntentTerm? lastUnit)
    {
        var value = Convert(first, unit);
        if (second is { } last)
            return clause.Negation is null && Range(quantity, value, Convert(last, lastUnit));
        if (clause.Comparator is null ? clause.Negation is not null : clause.Comparator.Term.Kind == IntentTermKind.Between)
            return false;
        var isUpper = clause.Comparator is { } comparator
            ? (comparator.Term.Kind == IntentTermKind.AtMost) != (clause.Negation is not null)
            : quantity.Has(true) && quantity != IntentQuantity.Quality;
        if (!quantity.Has(isUpper))
            return false;
        clause.UseBound();
        draft.Bound(quantity, isUpper, value);
        return true;
    }

    private bool Range(IntentQuantity quantity, double a, double b)
    {
        if (double.IsNaN(b) || !quantity.Has(true) || !quantity.Has(false) || clause.Comparator is { Term.Kind: not IntentTermKind.Between })
            return false;
        clause.UseBound();
        draft.Bound(quantity, false, Math.Min(a, b));
        draft.Bound(quantity, true, Math.Max(a, b));
        return true;
    }

    private static double Convert(double value, IntentTerm? unit) => unit is null ? value : value * unit.Factor / unit.Divisor;
}
