namespace SemCom.Studio;

/// <summary>Lowers the frame rates of all sessions alike when the machine is full: by what a picture of each has cost lately, <see cref="FairShare"/> divides the processors' time.</summary>
/// <param name="processors">Processors that may be used.</param>
internal sealed class RateKeeper(int processors)
{
    /// <summary>Share of the processors that is given away.</summary>
    private const double Usable = 0.85;

    private readonly Lock _lock = new();
    private readonly List<RateMember> _members = [];

    /// <summary>Processors that may be used.</summary>
    public int Processors => processors;

    /// <summary>Takes a session in.</summary>
    /// <param name="wanted">Pictures a second that it asks for.</param>
    public RateMember Join(double wanted)
    {
        var member = new RateMember(this) { Wanted = wanted };
        lock (_lock)
        {
            _members.Add(member);
            Divide();
        }
        return member;
    }

    /// <summary>Lets a session go.</summary>
    public void Leave(RateMember member)
    {
        lock (_lock)
        {
            _members.Remove(member);
            Divide();
        }
    }

    internal void Update(Action change)
    {
        lock (_lock)
        {
            change();
            Divide();
        }
    }

    private void Divide()
    {
        var shares = FairShare.Divide(processors * Usable, [.. _members.Select(m => m.Wanted * m.Seconds)]);
        for (var i = 0; i < shares.Length; i++)
            _members[i].Grant(Possible(_members[i], shares[i]));
    }

    /// <summary>Pictures a second that a share is enough for; all where costs are not known or the share is all that is asked for and more is left.</summary>
    private double Possible(RateMember member, double share)
    {
        if (member.Seconds == 0)
            return double.PositiveInfinity;
        var left = processors * Usable - _members.Sum(m => m.Wanted * m.Seconds);
        return (share + Math.Max(0, left)) / member.Seconds;
    }
}
