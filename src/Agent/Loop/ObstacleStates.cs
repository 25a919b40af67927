using System.Runtime.CompilerServices;

namespace SemCom.Agents;

/// <summary>
/// What is believed of an SNR for every state of an obstacle — whether it is there, and how far it has come in, of three steps —, and how likely each is. Beliefs that lead to the same state are merged by their
/// moments (interacting multiple models: Blom and Bar-Shalom, IEEE Trans. Automatic Control 1988). A value.
/// </summary>
internal struct ObstacleStates
{
    /// <summary>States: not there or there, times how many steps it has come in.</summary>
    private const int Levels = LastLevel + 1, Count = 2 * Levels, LastLevel = 3;

    /// <summary>A state that is less likely is left out.</summary>
    private const double LeastWeight = 1e-9;

    private Weights _weights;
    private Beliefs _beliefs;

    /// <summary>No obstacle.</summary>
    public ObstacleStates(LinkBelief belief) => (_weights[0], _beliefs[0]) = (1, belief);

    /// <summary>A frame later.</summary>
    /// <param name="comes">How likely an obstacle comes.</param>
    /// <param name="leaves">How likely one that is there leaves.</param>
    /// <param name="shadow">What shadowing keeps, and the variance of what comes in.</param>
    /// <param name="fading">The same of fading.</param>
    public void Move(double comes, double leaves, (double Kept, double Variance) shadow, (double Kept, double Variance) fading)
    {
        var before = this;
        (_weights, _beliefs) = (default, default);
        for (var state = 0; state < Count; state++)
        {
            if (before._weights[state] < LeastWeight)
                continue;
            var (isThere, level) = (state >= Levels, state % Levels);
            var stays = 1 - (isThere ? leaves : comes);
            Add(Levels + Math.Min(LastLevel, level + 1), before._weights[state] * (isThere ? stays : 1 - stays), before._beliefs[state]);
            Add(Math.Max(0, level - 1), before._weights[state] * (isThere ? 1 - stays : stays), before._beliefs[state]);
        }
        for (var state = 0; state < Count; state++)
        {
            if (_weights[state] <= 0)
                continue;
            _beliefs[state].Normalise(_weights[state]);
            _beliefs[state].Move(shadow, fading);
        }
    }

    /// <summary>Takes a report.</summary>
    /// <param name="reportDb">The report [dB].</param>
    /// <param name="noise">Variance of its error [dB²].</param>
    /// <param name="depthDb">Depth of an obstacle [dB].</param>
    /// <param name="far">A report that is further off than so many deviations in every state tells of what no state knows; shadowing is then not known at all.</param>
    public void Take(double reportDb, double noise, double depthDb, double far)
    {
        var (least, innovation) = (double.PositiveInfinity, 0.0);
        for (var state = 0; state < Count; state++)
        {
            var off = reportDb - Expected(state, depthDb);
            var ratio = off * off / (_beliefs[state].Variance + noise);
            if (_weights[state] > 0 && ratio < least)
                (least, innovation) = (ratio, off);
        }
        var (likely, best) = (new Weights(), double.NegativeInfinity);
        for (var state = 0; state < Count; state++)
        {
            if (_weights[state] <= 0)
                continue;
            if (least > far * far)
                _beliefs[state].Doubt(innovation * innovation);
            likely[state] = Math.Log(_weights[state]) + _beliefs[state].Take(reportDb - Expected(state, depthDb), noise);
            best = Math.Max(best, likely[state]);
        }
        var sum = 0.0;
        for (var state = 0; state < Count; state++)
            sum += _weights[state] = _weights[state] <= 0 ? 0 : Math.Exp(likely[state] - best);
        for (var state = 0; state < Count; state++)
            _weights[state] /= sum;
    }

    /// <summary>Expected SNR and its variance.</summary>
    /// <param name="depthDb">Depth of an obstacle [dB].</param>
    public readonly (double SnrDb, double Variance) Estimate(double depthDb)
    {
        var (sum, squares, all) = (0.0, 0.0, 0.0);
        for (var state = 0; state < Count; state++)
        {
            if (_weights[state] <= 0)
                continue;
            var (weight, snrDb) = (_weights[state], Expected(state, depthDb));
            (sum, squares, all) = (sum + weight * snrDb, squares + weight * (snrDb * snrDb + _beliefs[state].Variance), all + weight);
        }
        return (sum / all, squares / all - sum / all * (sum / all));
    }

    private readonly double Expected(int state, double depthDb) => _beliefs[state].SnrDb - depthDb * (state % Levels) / LastLevel;

    private void Add(int state, double weight, in LinkBelief belief)
    {
        _weights[state] += weight;
        _beliefs[state].Add(belief, weight);
    }

    [InlineArray(Count)]
    private struct Weights
    {
        private double _first;
    }

    [InlineArray(Count)]
    private struct Beliefs
    {
        private LinkBelief _first;
    }
}
