namespace SemCom.Channels;

/// <summary>
/// A power delay profile. TDL-A, B, C have no line of sight, D and E have one in their first tap: TR 38.901 tables 7.7.2-1 to 7.7.2-5. TDLA30,
/// TDLB100 and TDLC300 are their simplified forms of TS 38.101-4 annex B.2.1.1. Powers sum to 1. Immutable.
/// </summary>
public sealed class TdlProfile
{
    /// <summary>Most taps of a profile.</summary>
    public const int MaxTaps = 64;

    private readonly TdlTap[] _taps;

    /// <summary>Describes a profile; powers are scaled to a sum of 1.</summary>
    /// <param name="name">Name, for example TDL-A.</param>
    /// <param name="defaultDelaySpreadSeconds">R.m.s. delay spread for which the profile is meant [s].</param>
    /// <param name="taps">Taps in the order of the table, 1 to <see cref="MaxTaps"/>.</param>
    /// <exception cref="SemComException">No tap or too many, or a delay or a power that is negative or not finite.</exception>
    public TdlProfile(string name, double defaultDelaySpreadSeconds, params ReadOnlySpan<TdlTap> taps)
    {
        ArgumentNullException.ThrowIfNull(name);
        Guard.InRange(taps.Length, 1, MaxTaps, $"number of taps of {name}", "merge or leave out weak taps");
        double total = 0;
        foreach (var tap in taps)
        {
            Guard.InRange(tap.NormalizedDelay, 0, 1e6, $"delay of a tap of {name}", "measure delays from the first path, in units of the delay spread");
            Guard.InRange(tap.ScatteredPower, 0, 1e12, $"power of a tap of {name}", "give linear powers");
            Guard.InRange(tap.LineOfSightPower, 0, 1e12, $"power of the line of sight of {name}", "give linear powers");
            total += tap.Power;
        }
        if (!(total > 0))
            throw new SemComException($"power of {name} must be above 0 (was {total}); give linear powers");
        (Name, DefaultDelaySpreadSeconds) = (name, defaultDelaySpreadSeconds);
        _taps = new TdlTap[taps.Length];
        for (var i = 0; i < taps.Length; i++)
            _taps[i] = new(taps[i].NormalizedDelay, taps[i].ScatteredPower / total, taps[i].LineOfSightPower / total);
    }

    /// <summary>Every profile that SemCom brings: TDL-A … TDL-E, TDLA30, TDLB100, TDLC300.</summary>
    public static IReadOnlyList<TdlProfile> All { get; } = TdlTables.Read();

    /// <summary>Name in the standard.</summary>
    public string Name { get; }

    /// <summary>R.m.s. delay spread for which the profile is meant [s].</summary>
    public double DefaultDelaySpreadSeconds { get; }

    /// <summary>Taps in the order of the table; delays are not sorted, powers sum to 1.</summary>
    public ReadOnlySpan<TdlTap> Taps => _taps;

    /// <summary>Power of the line of sight / scattered power of the tap that has one (K₁), linear; 0 without one.</summary>
    public double KFactor
    {
        get
        {
            var tap = Array.Find(_taps, t => t.LineOfSightPower > 0);
            return tap.LineOfSightPower > 0 ? tap.LineOfSightPower / tap.ScatteredPower : 0;
        }
    }

    /// <summary>Finds a profile by its name; case does not matter.</summary>
    /// <exception cref="SemComException">There is none of that name.</exception>
    public static TdlProfile Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return All.FirstOrDefault(profile => profile.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new SemComException(
                $"TDL profile must be one of {string.Join(", ", All.Select(p => p.Name))} (was {OneLine.Quote(name)}); choose one of these");
    }
}
