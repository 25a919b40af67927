namespace SemCom.Studio;

/// <summary>A session's frame rate.</summary>
internal sealed class RateMember
{
    /// <summary>Pictures whose median is what a picture costs: single slow ones count for nothing.</summary>
    private const int Window = 15;

    /// <summary>First pictures of a run, which cost more than later ones.</summary>
    private const int Beginning = 5;

    /// <summary>Nobody gets less.</summary>
    private const double Least = 2;

    /// <summary>A rate is raised only where it may be this much higher: rates do not flutter.</summary>
    private const double Hold = 1.15;

    /// <summary>Rates that are granted where not all can be.</summary>
    private static readonly double[] Steps = [Least, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60];

    private readonly RateKeeper _keeper;
    private readonly double[] _costs = new double[Window];
    private int _count;
    private double _granted;

    internal RateMember(RateKeeper keeper) => _keeper = keeper;

    /// <summary>Pictures a second that are asked for.</summary>
    public double Wanted { get; internal set; }

    /// <summary>Pictures a second that are granted, at most as many.</summary>
    public double Granted => Volatile.Read(ref _granted);

    /// <summary>What a picture costs [s of one processor]; 0 where that is not known yet.</summary>
    internal double Seconds { get; private set; }

    /// <summary>Asks for another rate.</summary>
    public void Ask(double wanted) => _keeper.Update(() => Wanted = wanted);

    /// <summary>Begins anew: what pictures cost is not known.</summary>
    /// <param name="wanted">Pictures a second that are asked for.</param>
    public void Begin(double wanted) => _keeper.Update(() => (Wanted, Seconds, _count, _granted) = (wanted, 0, 0, 0));

    /// <summary>Tells what a picture has cost.</summary>
    /// <param name="work">How long it was worked on.</param>
    /// <param name="beside">Pictures, this one among them, that were worked on at the same time and shared the processors.</param>
    public void Spend(TimeSpan work, int beside) => _keeper.Update(() =>
    {
        if (_count >= Beginning)
            _costs[(_count - Beginning) % Window] = work.TotalSeconds * Math.Min(1, (double)_keeper.Processors / Math.Max(1, beside));
        if (++_count - Beginning >= Window)
            Seconds = Median();
    });

    internal void Grant(double possible)
    {
        var (before, down) = (_granted, Step(possible));
        var next = before == 0 || down < before ? down : Math.Max(before, Step(possible / Hold));
        Volatile.Write(ref _granted, Math.Min(next, Wanted));

        double Step(double rate) => Math.Max(Math.Min(Least, Wanted), rate + 1e-9 >= Wanted ? Wanted : Steps.LastOrDefault(step => step <= rate, Steps[0]));
    }

    private double Median()
    {
        Span<double> sorted = stackalloc double[Window];
        _costs.CopyTo(sorted);
        sorted.Sort();
        return sorted[Window / 2];
    }
}
