using System.Runtime.CompilerServices;

namespace SemCom.Agents;

/// <summary>
/// What plans bring in one frame, by the rules of a <see cref="StreamWorld"/>: the same as a step of it for each plan, arrived and lost, but what is the same for all plans is computed once. A value that lives
/// as long as the frame.
/// </summary>
internal readonly struct FrameOutlook
{
    /// <summary>Ages at which what stands is looked at, and how many frames each stands for: those that follow, each less likely than the one before to come before the next picture.</summary>
    private static readonly (int Age, double Frames)[] Standing = [(1, 1.7), (4, 2.2), (10, 2.1)];

    private readonly StreamWorld _world;
    private readonly TraceFrame _now;
    private readonly StreamState _state;
    private readonly Drifts _drifts;
    private readonly double _capacity, _unchanged;
    private readonly (double Error, double FocusError, double Similarity) _shown;

    /// <summary>Looks at a frame.</summary>
    /// <param name="world">The rules.</param>
    /// <param name="state">What was sent before.</param>
    /// <param name="frame">Number of the frame.</param>
    public FrameOutlook(StreamWorld world, in StreamState state, int frame)
    {
        (_world, _now, _state) = (world, world.Trace.Frames[frame], state);
        _state.Arrive();
        _capacity = world.Scenario.Capacity * _now.Share;
        _shown = world.Shown(_state, _now);
        _unchanged = world.Worth(_shown.Error, _shown.FocusError, _shown.Similarity);
        for (var i = 0; i < Standing.Length; i++)
            _drifts[i] = world.Drift(_now.Place, Standing[i].Age);
        UnchangedStands = _state.Shown == _now.Place ? Stands(_shown) : Sum(_unchanged);
    }

    /// <summary>What stands after the frame if nothing arrives.</summary>
    public double UnchangedStands { get; }

    /// <summary>What a plan brings.</summary>
    /// <param name="action">Number of the plan.</param>
    /// <param name="transmission">What sending it costs and brings.</param>
    public Prospect Of(int action, Transmission transmission)
    {
        var plan = _world.Catalogue.Plans[action];
        var cbr = plan.Way.Sampling == FrameSampling.Skip ? 0 : _world.Cbr(_state, _now, plan.Way, transmission);
        var energy = plan.Power * cbr / LinkIntent.ReferenceBandwidthRatio;
        var fate = _world.Fate(_state, _now, plan, cbr, energy, _capacity, isLost: false);
        if (fate is not (FrameFate.Arrived or FrameFate.Late))
            return new Prospect(_unchanged, _unchanged, UnchangedStands, StreamWorld.PsnrDb(_shown.Error), _shown.Similarity, 0, 0, 0, fate, 0);
        var delay = cbr == 0 ? 0 : _world.Scenario.FrameSeconds * (_state.Queue + cbr) / _capacity;
        var received = _world.Received(_state, _now, plan.Way, transmission.Outcome);
        var arrives = (Error: (double)received.Error, FocusError: (double)received.FocusError, Similarity: (double)received.Similarity);
        var shown = fate == FrameFate.Arrived ? arrives : _shown;
        var quality = fate == FrameFate.Arrived ? _world.Worth(shown.Error, shown.FocusError, shown.Similarity) : _unchanged;
        var intent = _world.Intent;
        return new Prospect(intent.Price(quality, cbr, plan.Power, delay), intent.Price(_unchanged, cbr, plan.Power, delay), Stands(arrives), StreamWorld.PsnrDb(shown.Error), shown.Similarity, cbr, energy, delay, fate, transmission.Outcome.LossRate);
    }

    /// <summary>What stands after a frame in which nothing more arrives.</summary>
    public static double StandsAfter(StreamWorld world, in StreamState state, int frame)
    {
        var sum = 0.0;
        foreach (var (age, frames) in Standing)
            sum += frames * world.WorthLater(state, frame, age);
        return sum;
    }

    private static double Sum(double worth)
    {
        var sum = 0.0;
        foreach (var (_, frames) in Standing)
            sum += frames * worth;
        return sum;
    }

    private double Stands((double Error, double FocusError, double Similarity) shown)
    {
        var sum = 0.0;
        for (var i = 0; i < Standing.Length; i++)
            sum += Standing[i].Frames * _world.WorthLater(shown.Error + _drifts[i].Error, shown.FocusError + _drifts[i].FocusError, shown.Similarity * _drifts[i].Similarity);
        return sum;
    }

    /// <summary>What a plan brings.</summary>
    /// <param name="Reward">Of the frame, if it arrives.</param>
    /// <param name="LostReward">Of the frame, if it is lost.</param>
    /// <param name="Stands">What stands after it, if it arrives.</param>
    /// <param name="PsnrDb">Shown, if it arrives [dB].</param>
    /// <param name="Similarity">The same.</param>
    /// <param name="Cbr">Channel uses / source values.</param>
    /// <param name="Energy">Energy spent.</param>
    /// <param name="DelaySeconds">Until all has arrived [s].</param>
    /// <param name="Fate">What becomes of it by the rules, unless the channel loses it.</param>
    /// <param name="LossRate">How likely the channel loses it; 0 where nothing is sent.</param>
    public readonly record struct Prospect(double Reward, double LostReward, double Stands, double PsnrDb, double Similarity, double Cbr, double Energy, double DelaySeconds, FrameFate Fate, double LossRate)
    {
        /// <summary>Of the frame, arrived or lost.</summary>
        public double ExpectedReward => (1 - LossRate) * Reward + LossRate * LostReward;
    }

    [InlineArray(3)]
    private struct Drifts
    {
        private (double Error, double FocusError, double Similarity) _first;
    }
}
