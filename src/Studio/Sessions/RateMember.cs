namespace SemCom.Studio;

/// <summary>A session's frame rate.</summary>
internal sealed class RateMember
{
    /// <summary>Weight of the newest picture in the running mean of costs.</summary>
    private const double Newest = 0.05;

    /// <summary>A rate is raised only where it may be this much higher: rates do not flutter.</summary>
    private const double Hold = 1.15;

    /// <summary>Rates that are granted where not all can be.</summary>
    private static readonly double[] Steps = [0.5, 1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60];

    private readonly RateKeeper _keeper;
    private double _seconds;
    private double _granted;

    internal RateMember(RateKeeper keeper) => _keeper = keeper;

    /// <summary>Pictures a second that are asked for.</summary>
    public double Wanted { get; internal set; }

    /// <summary>Pictures a second that are granted, at most as many.</summary>
    public double Granted => Volatile.Read(ref _granted);

    /// <summary>What a picture costs [s of one processor]; 0 before the first.</summary>
    internal double Seconds => _seconds;

    /// <summary>Asks for another rate.</summary>
    public void Ask(double wanted) => _keeper.Update(() => Wanted = wanted);

    /// <summary>Tells what a picture has cost.</summary>
    public void Spend(TimeSpan cost) => _keeper.Update(() => _seconds = _seconds == 0 ? cost.TotalSeconds : _seconds + Newest * (cost.TotalSeconds - _seconds));

    internal void Grant(double possible)
    {
        if (possible >= Wanted)
            possible = Wanted;
        var before = _granted;
        var down = Step(possible);
        var next = before == 0 || down < before ? down : Math.Max(before, Step(possible == Wanted ? possible : possible / Hold));
        Volatile.Write(ref _granted, Math.Min(next, Wanted));

        double Step(double rate) => rate >= Wanted ? Wanted : Steps.LastOrDefault(step => step <= rate, Steps[0]);
    }
}
