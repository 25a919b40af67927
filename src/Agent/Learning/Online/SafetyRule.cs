using SemCom.Agents;
using SemCom.Randomness;

namespace SemCom;

/// <summary>
/// Decides frame by frame whether a policy that learns in use may act, or a baseline acts. Only one of them can be observed, so the policy's reward is compared with a prediction of the
/// baseline's, which is corrected by its own errors in the frames that the baseline did act: first a hold to calibrate, then one control in every few frames. The policy loses the right
/// to act when its mean gain over a window is clearly below zero, or below zero for too many frames in a row; the baseline then acts for a hold that doubles with each failure, and until
/// a try is drawn. Where the corrected prediction is right, the windowed mean reward is below the baseline's for less than Window + Patience frames in a row, whatever the
/// policy does: the last Patience before the fall, and until the window holds none of its frames. A change of the baseline alone that no prediction tells is noticed by two controls.
/// With a budget the policy loses the right instead when it has earned so much less than the baseline since both were last level: one that is worse by Δ a frame acts for at most
/// budget / Δ frames and one, and since holds double up to the longest, T frames cost no more than the budget and one frame's difference for each of log₂(T / first hold + 1) + 1 falls.
/// Everything follows from the seed and what is observed. One thread at a time.
/// </summary>
public sealed class SafetyRule
{
    private const double Doubtful = 1.0 / 8;
    private const int ProofWindows = 8;
    private readonly SafetyOptions _options;
    private readonly CounterRandom _random;
    private readonly BaselineModel _baseline;
    private readonly GainWindow _gains;
    private ulong _frame;
    private int _hold, _block, _control, _below, _proved;
    private double _proof, _predictedGain, _deficit;
    private bool _pendingOwn;

    /// <summary>Begins with a hold, in which the baseline acts, unless the policy is trusted from the beginning.</summary>
    /// <param name="options">When and how long; null for the usual values.</param>
    /// <param name="seed">Draws controls and tries.</param>
    /// <exception cref="SemComException">An option breaks its rule.</exception>
    public SafetyRule(SafetyOptions? options = null, ulong seed = 1)
    {
        _options = options ?? new SafetyOptions();
        _options.Check();
        _random = new CounterRandom(seed, RandomPurpose.PolicyActions, 1UL << 40);
        (_baseline, _gains) = (new BaselineModel(_options.Calibration, _options.Caution, _options.Belief), new GainWindow(_options.Window));
        (_hold, IsTrusted) = (_options.FirstHold, _options.BeginsTrusted);
    }

    /// <summary>Whether the policy may act at present, but for controls.</summary>
    public bool IsTrusted { get; private set; }

    /// <summary>Falls from trust that the hold still remembers; each doubles it, and eight windows in a row with a gain take one away.</summary>
    public int Failures { get; private set; }

    /// <summary>Mean gain over the window, in reward of a frame.</summary>
    public double MeanGain => _gains.Mean;

    /// <summary>What is added to predictions of the baseline's reward.</summary>
    public double Correction => _baseline.Correction;

    /// <summary>Who acts in the next frame. A frame that is not observed afterwards counts for nothing.</summary>
    /// <returns>True for the policy, false for the baseline.</returns>
    public bool NextIsOwn()
    {
        _frame++;
        if (!IsTrusted && _hold <= 0 && _random.Uniform(2 * _frame) < _options.TryProbability * (_predictedGain < 0 ? Doubtful : 1))
            Trust();
        if (!IsTrusted)
            return _pendingOwn = false;
        if (_block == _options.ControlEvery)
            _block = 0;
        if (_block == 0)
            _control = (int)(_random.Uniform(2 * _frame + 1) * _options.ControlEvery);
        return _pendingOwn = _block++ != _control;
    }

    /// <summary>Takes what the frame earned.</summary>
    /// <param name="sameAction">Whether policy and baseline chose the same action.</param>
    /// <param name="predictedOwn">What a model of the world predicted for the policy's action, before the frame.</param>
    /// <param name="predictedBaseline">What it predicted for the baseline's.</param>
    /// <param name="achieved">What the action that was done has earned.</param>
    /// <exception cref="SemComException">A number is not finite.</exception>
    public void Observe(bool sameAction, double predictedOwn, double predictedBaseline, double achieved)
    {
        if (!double.IsFinite(predictedOwn) || !double.IsFinite(predictedBaseline) || !double.IsFinite(achieved))
            throw new SemComException($"safety: rewards must be finite (predicted {predictedOwn} and {predictedBaseline}, achieved {achieved}); check what predicts and measures them");
        var own = _pendingOwn && !sameAction;
        if (!own)
            _baseline.Add(achieved - predictedBaseline);
        _gains.Add(own, achieved - predictedBaseline, _baseline.Correction);
        _predictedGain += (predictedOwn - predictedBaseline - _predictedGain) / _options.Window;
        _hold--;
        if (IsTrusted)
            Judge(own ? achieved - predictedBaseline - _baseline.Correction : 0);
    }

    private void Judge(double gain)
    {
        _below = _gains.Mean < 0 ? _below + 1 : 0;
        _deficit = Math.Max(0, _deficit - gain);
        if (_options.Budget is { } budget ? _deficit > budget : _below >= _options.Patience || _gains.IsClearlyBelow)
        {
            IsTrusted = false;
            _hold = (int)Math.Min(_options.MaxHold, _options.FirstHold * Math.Pow(2, Failures++));
            return;
        }
        _proof += _gains.Mean;
        if (++_proved < ProofWindows * _options.Window)
            return;
        if (_proof > 0)
            Failures = Math.Max(0, Failures - 1);
        (_proof, _proved) = (0, 0);
    }

    private void Trust()
    {
        IsTrusted = true;
        _gains.Clear();
        (_block, _below, _proved, _proof, _deficit) = (0, 0, 0, 0, 0);
    }
}
