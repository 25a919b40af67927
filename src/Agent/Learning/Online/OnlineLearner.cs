using System.Numerics.Tensors;
using SemCom.Agents;
using SemCom.Randomness;

namespace SemCom;

/// <summary>
/// A policy that goes on learning while it is used, by small updates of PPO every few frames. A <see cref="SafetyRule"/> decides whether it acts or a baseline; it learns from both. For
/// each frame: <see cref="Decide"/>, then <see cref="Observe(double)"/> or its sibling; a frame that is not observed is not learned from. One thread at a time.
/// </summary>
public sealed class OnlineLearner : IPolicy
{
    private readonly PolicyNetwork _network;
    private readonly PolicyWorkspace _memory;
    private readonly IPolicy _baseline;
    private readonly OnlineOptions _options;
    private readonly OnlineUpdate _update;
    private readonly CounterRandom _choices;
    private readonly float[] _seen;
    private ulong _frame;
    private bool _pending;

    /// <summary>Takes over a policy.</summary>
    /// <param name="start">What it begins with; not changed.</param>
    /// <param name="baseline">What acts when it earns less, for example a table; used by this learner alone.</param>
    /// <param name="options">How it learns; null for the usual values.</param>
    /// <exception cref="SemComException">An option breaks its rule.</exception>
    public OnlineLearner(LearnedPolicy start, IPolicy baseline, OnlineOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(baseline);
        (_options, _baseline, _network) = (options ?? new OnlineOptions(), baseline, start.Network.Copy());
        _memory = new PolicyWorkspace(_network, rows: 1, backward: false);
        _update = new OnlineUpdate(_network, _options.Update(_network.Options));
        _choices = new CounterRandom(_options.Seed, RandomPurpose.PolicyActions, 1UL << 41);
        _seen = new float[_network.ObservationLength];
        Safety = new SafetyRule(_options.Safety, _options.Seed);
        Name = $"{start.Name}, learning";
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Who acts, and why.</summary>
    public SafetyRule Safety { get; }

    /// <summary>Updates so far.</summary>
    public long Updates => _update.Count;

    /// <summary>What the policy itself chose in the last frame.</summary>
    public int OwnAction { get; private set; }

    /// <summary>What the baseline chose.</summary>
    public int BaselineAction { get; private set; }

    /// <summary>What was done: one of both.</summary>
    public int Action { get; private set; }

    /// <summary>The policy as it is now; it does not change when learning goes on.</summary>
    public LearnedPolicy Policy => new(Name, _network.Copy());

    /// <summary>Begins another episode. What was learned stays, and so does the safety rule's memory.</summary>
    public void Reset()
    {
        _baseline.Reset();
        _update.Cut();
        _pending = false;
    }

    /// <inheritdoc/>
    /// <exception cref="SemComException">The observation has another length, or a number that is not finite.</exception>
    public int Decide(ReadOnlySpan<float> observation)
    {
        _network.Observations.Check(observation, _network.Actions.Count);
        if (_pending)
            _update.Cut(); // the last frame was not observed
        _update.Next(observation);
        var scores = _network.Forward(observation, 1, _memory);
        Softmax.Apply(scores, _memory.Logs, _memory.Probabilities);
        OwnAction = _options.Explore ? Softmax.Draw(_memory.Probabilities, _choices.Uniform(_frame++)) : TensorPrimitives.IndexOfMax(scores);
        BaselineAction = _baseline.Decide(observation);
        Action = Safety.NextIsOwn() ? OwnAction : BaselineAction;
        observation.CopyTo(_seen);
        _pending = true;
        return Action;
    }

    /// <summary>Takes what the frame earned, where the observation's priors predict the reward of each action.</summary>
    /// <param name="achieved">Reward of the action that was done.</param>
    /// <exception cref="InvalidOperationException">There are no priors, or no frame was decided since.</exception>
    /// <exception cref="SemComException">A number is not finite.</exception>
    public void Observe(double achieved)
    {
        if (!_network.Observations.HasPriors)
            throw new InvalidOperationException("observations without priors predict no reward; say what is predicted");
        var priors = _seen.AsSpan(_network.Shape.Inputs);
        Observe(priors[OwnAction], priors[BaselineAction], achieved);
    }

    /// <summary>Takes what the frame earned.</summary>
    /// <param name="predictedOwn">What the caller's model predicted for <see cref="OwnAction"/>.</param>
    /// <param name="predictedBaseline">What it predicted for <see cref="BaselineAction"/>. Its errors are corrected by what the baseline earns when it acts.</param>
    /// <param name="achieved">Reward of <see cref="Action"/>.</param>
    /// <exception cref="InvalidOperationException">No frame was decided since.</exception>
    /// <exception cref="SemComException">A number is not finite.</exception>
    public void Observe(double predictedOwn, double predictedBaseline, double achieved) => Observe(predictedOwn, predictedBaseline, achieved, achieved);

    /// <summary>Takes what the frame earned, where something else than that is to be learned from.</summary>
    /// <param name="predictedOwn">What the caller's model predicted for <see cref="OwnAction"/>.</param>
    /// <param name="predictedBaseline">What it predicted for the baseline.</param>
    /// <param name="achieved">Reward of <see cref="Action"/>: what safety looks at.</param>
    /// <param name="worth">What is learned from, for example with what stands after the frame.</param>
    /// <exception cref="InvalidOperationException">No frame was decided since.</exception>
    /// <exception cref="SemComException">A number is not finite.</exception>
    public void Observe(double predictedOwn, double predictedBaseline, double achieved, double worth)
    {
        if (!_pending)
            throw new InvalidOperationException("Observe follows Decide, once");
        Safety.Observe(OwnAction == BaselineAction, predictedOwn, predictedBaseline, achieved);
        _pending = false;
        _update.Add(_seen, Action, _memory.Logs[Action], worth);
    }
}
