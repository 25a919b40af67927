using SemCom.Agents;

namespace SemCom;

/// <summary>The lower layer of two: whenever the upper one, which does what its policy says, gives a slot and energy, it chooses how far the picture is compressed. Slots that nobody is given pass unseen.</summary>
public sealed class LowerLayerEnvironment : IEnvironment
{
    private const int MaxEmptyEpisodes = 1000;

    private readonly TwoLayerGame _game;
    private readonly IPolicy _upper;
    private int _granted;
    private bool _isOver = true;

    /// <param name="scenario">What can happen.</param>
    /// <param name="upper">Policy of the upper layer, for this environment alone.</param>
    /// <exception cref="SemComException">A number of the scenario is out of its range.</exception>
    public LowerLayerEnvironment(TwoLayerScenario scenario, IPolicy upper)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        (_game, _upper) = (new TwoLayerGame(scenario), upper);
    }

    /// <inheritdoc/>
    public ObservationSpace Observations => _game.LowerObservations;

    /// <inheritdoc/>
    public ActionSpace Actions => _game.LowerActions;

    /// <inheritdoc/>
    /// <exception cref="SemComException">The upper layer gives nobody anything.</exception>
    public float[] Reset(ulong seed)
    {
        for (var episode = 0; episode < MaxEmptyEpisodes; episode++)
        {
            _upper.Reset();
            _game.Begin(seed + (ulong)episode);
            if (Advance())
            {
                _isOver = false;
                return _game.LowerView(_granted).ToArray();
            }
        }
        throw new SemComException($"upper layer '{_upper.Name}': it must give slots (gave none in {MaxEmptyEpisodes} episodes); begin with another");
    }

    /// <inheritdoc/>
    public StepResult Step(int action)
    {
        if (_isOver)
            throw new InvalidOperationException("the episode has not begun, or has ended: call Reset");
        ArgumentOutOfRangeException.ThrowIfNegative(action);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(action, Actions.Count);
        var info = new Dictionary<string, double>(StringComparer.Ordinal) { ["slot"] = _game.Slot, ["energy"] = _game.Rules.Grant(_granted).Energy };
        var reward = _game.Play(_granted, action);
        _isOver = !Advance();
        return new StepResult(_isOver ? new float[Observations.Features.Count] : _game.LowerView(_granted).ToArray(), reward, Terminated: _isOver, Truncated: false, info);
    }

    /// <summary>Goes on to the next slot that somebody is given; false when there is none.</summary>
    private bool Advance()
    {
        while (!_game.IsOver)
        {
            _granted = _upper.Decide(_game.UpperView());
            if (_game.Sends(_granted))
                return true;
            _game.Play(0, 0);
        }
        return false;
    }
}
