using SemCom.Agents;

namespace SemCom;

/// <summary>The upper layer of two: each slot it gives a user the slot and some energy, or nobody. What is asked of the battery and is not there is not sent. The lower layer does what its policy says.</summary>
public sealed class UpperLayerEnvironment : IEnvironment
{
    private readonly TwoLayerGame _game;
    private readonly IPolicy _lower;

    /// <param name="scenario">What can happen.</param>
    /// <param name="lower">Policy of the lower layer, for this environment alone.</param>
    /// <exception cref="SemComException">A number of the scenario is out of its range.</exception>
    public UpperLayerEnvironment(TwoLayerScenario scenario, IPolicy lower)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        (_game, _lower) = (new TwoLayerGame(scenario), lower);
    }

    /// <inheritdoc/>
    public ObservationSpace Observations => _game.UpperObservations;

    /// <inheritdoc/>
    public ActionSpace Actions => _game.UpperActions;

    /// <summary>The present state.</summary>
    public TwoLayerState State => _game.State;

    /// <inheritdoc/>
    public float[] Reset(ulong seed)
    {
        _lower.Reset();
        _game.Begin(seed);
        return _game.UpperView().ToArray();
    }

    /// <inheritdoc/>
    public StepResult Step(int action)
    {
        if (_game.IsOver)
            throw new InvalidOperationException("the episode has not begun, or has ended: call Reset");
        ArgumentOutOfRangeException.ThrowIfNegative(action);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(action, Actions.Count);
        var sends = _game.Sends(action);
        var reward = _game.Play(action, sends ? _lower.Decide(_game.LowerView(action)) : 0);
        var info = new Dictionary<string, double>(StringComparer.Ordinal)
        {
            ["energy"] = sends ? _game.Rules.Grant(action).Energy : 0,
            ["harvest"] = _game.Stored,
            ["battery"] = _game.State.Battery,
        };
        return new StepResult(_game.UpperView().ToArray(), reward, Terminated: _game.IsOver, Truncated: false, info);
    }
}
