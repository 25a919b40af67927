using System.Collections.Concurrent;

namespace SemCom.Streaming;

/// <summary>
/// Plans that never let a live stream wait: a channel that was not observed yet at a frame length is observed in the background, and planned for as block Rayleigh fading until then. Lengths are rounded
/// to quarter octaves.
/// </summary>
/// <param name="waits">True where the stream has time: it then waits for what is observed, so that plans depend on nothing else.</param>
internal sealed class PlanCache(bool waits)
{
    private readonly ConcurrentDictionary<(string Channel, int Uses), Task> _observed = new();

    /// <summary>A plan.</summary>
    /// <param name="air">The channel.</param>
    /// <param name="cbr">Channel uses / source values, at most.</param>
    /// <param name="snrDb">Planned SNR [dB].</param>
    /// <param name="values">Source values.</param>
    public LinkPlan Plan(StreamAir air, double cbr, double snrDb, int values)
    {
        var uses = Round(Math.Max(1, cbr * values));
        var observing = _observed.GetOrAdd((air.Channel, uses), _ => waits ? Observe(air, uses) : Task.Run(() => Observe(air, uses)));
        if (observing.IsCompletedSuccessfully)
            return air.Planning.Plan(cbr, snrDb, uses);
        observing.Exception?.Handle(_ => false);
        return new LinkPlan(cbr, snrDb) { Layout = air.Planning.Layout, Fading = FadingProfile.BlockRayleigh };
    }

    /// <summary>Ends when nothing is observed any more.</summary>
    public Task SettleAsync() => Task.WhenAll(_observed.Values);

    private static Task Observe(StreamAir air, int uses)
    {
        air.Planning.Observe(uses);
        return Task.CompletedTask;
    }

    private static int Round(double uses) => (int)Math.Round(Math.Pow(2, Math.Round(4 * Math.Log2(uses)) / 4));
}
