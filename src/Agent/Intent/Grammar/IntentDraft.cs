namespace SemCom.Agents;

/// <summary>Collects what clauses say, and finds contradictions.</summary>
internal sealed class IntentDraft
{
    private readonly Dictionary<IntentAim, SortedSet<double>> _levels = [];
    private readonly Dictionary<IntentAim, SortedSet<double>> _stated = [];
    private readonly SortedSet<LinkMode> _forbidden = [];
    private readonly SortedSet<LinkMode> _allowed = [];
    private IntentConstraints _constraints = new();
    private PictureFocus? _focus;

    public DistinctLines Understood { get; } = new();

    public DistinctLines Errors { get; } = new();

    public DistinctLines Notes { get; } = new();

    public void Level(IntentAim aim, double level)
    {
        Add(_levels, aim, level);
        Understood.Add(IntentSentences.Weight(aim, level));
    }

    public void State(IntentAim aim, double weight) => Try(() =>
    {
        _ = new IntentWeights().With(aim, weight);
        Add(_stated, aim, weight);
        Understood.Add(IntentSentences.Weight(aim, weight));
    });

    public void Bound(IntentQuantity quantity, bool isUpper, double value) => Try(() =>
    {
        _constraints = _constraints.And(quantity.Set(isUpper, value));
        Understood.Add(IntentSentences.Bound(quantity, isUpper, value));
    });

    public void Forbid(LinkMode mode)
    {
        _forbidden.Add(mode);
        Understood.Add(IntentSentences.Forbidden(mode));
    }

    public void Allow(LinkMode mode)
    {
        _allowed.Add(mode);
        Understood.Add($"{mode.Name()} allowed");
    }

    public void Focus(PictureFocus focus, string? undetected) => Try(() =>
    {
        _ = new LinkIntent { Focus = focus };
        if (_focus is not null && _focus != focus)
            throw new SemComException($"focus: there is one place (were {IntentSentences.Focus(_focus)[9..]} and {IntentSentences.Focus(focus)[9..]}); name one");
        _focus = focus;
        Understood.Add(IntentSentences.Focus(focus));
        if (undetected is not null)
            Notes.Add($"There is no detector of such things: \"{undetected}\" is read as what stands out in the picture.");
    });

    /// <summary>The intent; null when there are errors.</summary>
    public LinkIntent? Build()
    {
        var weights = new IntentWeights();
        foreach (var aim in Enum.GetValues<IntentAim>())
            weights = weights.With(aim, WeightOf(aim));
        foreach (var mode in _forbidden.Intersect(_allowed))
            Errors.Add($"modes: {mode.Name()} is both allowed and excluded; drop one");
        var constraints = _forbidden.Aggregate(_constraints, (all, mode) => all.Without(mode));
        Try(constraints.Check);
        return Errors.Lines.Count > 0 ? null : new LinkIntent { Weights = weights, Constraints = constraints, Focus = _focus };
    }

    private double WeightOf(IntentAim aim)
    {
        SortedSet<double> levels = [.. _levels.GetValueOrDefault(aim, []), .. _stated.GetValueOrDefault(aim, [])];
        if (levels.Count == 0)
            return aim == IntentAim.Sharpness && _focus is not null ? IntentWeights.Matters : LinkIntent.Default.Weights[aim];
        if (levels.Count > 1 && (levels.Min == 0 || _stated.ContainsKey(aim)))
            Errors.Add(FormattableString.Invariant($"{IntentSentences.Name(aim)}: weights {levels.Min} and {levels.Max} contradict each other; drop one"));
        if (aim == IntentAim.Sharpness && _focus is not null && _levels.TryGetValue(aim, out var said) && said.Min == 0)
            Errors.Add("focus: it is both named and not cared about; drop one");
        return levels.Max;
    }

    private void Try(Action action)
    {
        try
        {
            action();
        }
        catch (SemComException fault)
        {
            Errors.Add(fault.Message);
        }
    }

    private static void Add(Dictionary<IntentAim, SortedSet<double>> sets, IntentAim aim, double value)
    {
        if (!sets.TryGetValue(aim, out var set))
            sets[aim] = set = [];
        set.Add(value);
    }
}
