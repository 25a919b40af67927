namespace SemCom.Agents;

/// <summary>Collects the frames of one stream and updates policy and value network when there are enough.</summary>
internal sealed class OnlineUpdate
{
    private readonly PpoOptions _options;
    private readonly ValueNetwork _value;
    private readonly ValueWorkspace _memory;
    private readonly PpoUpdate _update;
    private readonly Rollout _rollout;
    private int _frames;
    private bool _open;

    /// <summary>Makes a value network and memory.</summary>
    public OnlineUpdate(PolicyNetwork policy, PpoOptions options)
    {
        options.Check();
        _options = options;
        _value = new ValueNetwork(policy, options.Seed, network: 1);
        _memory = new ValueWorkspace(_value, rows: 1, backward: false);
        _update = new PpoUpdate(policy, _value, options);
        _rollout = new Rollout(streams: 1, options.Batch, policy.ObservationLength);
    }

    /// <summary>Updates so far.</summary>
    public long Count { get; private set; }

    /// <summary>Says what is seen after the last frame. May update the networks.</summary>
    public void Next(ReadOnlySpan<float> observation)
    {
        if (_open)
            _rollout.NextValues[_frames - 1] = Value(observation);
        Close(ends: false);
    }

    /// <summary>Says that nobody knows what followed the last frame. May update the networks.</summary>
    public void Cut()
    {
        if (_open)
            _rollout.NextValues[_frames - 1] = _rollout.Values[_frames - 1];
        else if (_frames > 0)
            _rollout.Ends[_frames - 1] = true; // its next value is known, but not what followed that
        Close(ends: true);
    }

    /// <summary>Takes a frame.</summary>
    public void Add(ReadOnlySpan<float> seen, int action, float logProbability, double reward)
    {
        seen.CopyTo(_rollout.Observation(_frames));
        (_rollout.Actions[_frames], _rollout.LogProbabilities[_frames]) = (action, logProbability);
        (_rollout.Rewards[_frames], _rollout.Values[_frames]) = ((float)reward, Value(seen));
        _frames++;
        _open = true;
    }

    private float Value(ReadOnlySpan<float> observation) => _value.Value(_value.Forward(observation, 1, _memory)[0]);

    private void Close(bool ends)
    {
        if (!_open)
            return;
        _rollout.Ends[_frames - 1] = ends;
        _open = false;
        if (_frames < _rollout.Horizon)
            return;
        _rollout.EstimateAdvantages(_options.Discount, _options.Lambda);
        _value.FollowReturns(_rollout, keep: Math.Min(0.95, Count / (Count + 1.0)));
        _update.Run(_rollout, _options.LearningRate, (ulong)Count++);
        _frames = 0;
    }
}
