namespace SemCom;

/// <summary>Counts repetitions and the longest row of them.</summary>
internal struct FreezeCounter
{
    private int _running;

    /// <summary>All repetitions.</summary>
    public int Repeated { get; private set; }

    /// <summary>Most in a row.</summary>
    public int Longest { get; private set; }

    /// <summary>Adds what comes next.</summary>
    public void Add(bool repeats)
    {
        _running = repeats ? _running + 1 : 0;
        Repeated += repeats ? 1 : 0;
        Longest = Math.Max(Longest, _running);
    }
}
