namespace SemCom.Agents;

/// <summary>
/// What a baseline would earn if it had always acted: a stream of its own with its own battery, queue and pictures, played by the model of the link as it is corrected at present. One action alone, done from the
/// state that another policy has saved up, would tell too much of it.
/// </summary>
/// <param name="scenario">Rules.</param>
internal sealed class BaselineShadow(LinkScenario scenario)
{
    private StreamState _state = StreamState.Begin(scenario);
    private double _lost;

    /// <summary>Plays a frame.</summary>
    /// <param name="analyst">Whose expectations of the frame are taken.</param>
    /// <param name="world">The rules; only of the present frame.</param>
    /// <param name="frame">Number of the frame.</param>
    /// <param name="action">What the baseline does.</param>
    /// <returns>The reward that is expected of the frame.</returns>
    public double Play(PlanAnalyst analyst, StreamWorld world, int frame, int action)
    {
        var transmission = analyst.Expected(action);
        var prospect = new FrameOutlook(world, _state, frame).Of(action, transmission);
        // As many are lost as are expected to be, without a draw.
        _lost += prospect.LossRate;
        var isLost = _lost >= 1;
        _lost -= isLost ? 1 : 0;
        world.Step(ref _state, frame, action, transmission, isLost);
        return prospect.ExpectedReward;
    }

    /// <summary>Both ends drop what they have of a place.</summary>
    public void Forget(int place) => _state.Forget(place);
}
