namespace SemCom.Agents;

/// <summary>What is counted between two reports.</summary>
internal sealed class DqnTally
{
    private double _rewards, _unfinished, _returns, _loss, _value;
    private int _steps, _episodes, _batches;

    /// <summary>Begins anew, within the episode that goes on.</summary>
    public void Clear() => (_rewards, _returns, _loss, _value, _steps, _episodes, _batches) = (0, 0, 0, 0, 0, 0, 0);

    /// <summary>Counts a member's reward.</summary>
    public void AddReward(double reward)
    {
        _rewards += reward;
        _unfinished += reward;
        _steps++;
    }

    /// <summary>Counts an episode.</summary>
    public void EndEpisode()
    {
        _returns += _unfinished;
        _unfinished = 0;
        _episodes++;
    }

    /// <summary>Counts a batch.</summary>
    public void AddBatch((double Loss, double Value) batch)
    {
        _loss += batch.Loss;
        _value += batch.Value;
        _batches++;
    }

    /// <summary>The report.</summary>
    public DqnProgress Report(long steps, double exploration, double priorScale, int members) => new(steps, _rewards / _steps, _episodes, _returns / (_episodes * members),
        _loss / _batches, _value / _batches, exploration, priorScale);
}
