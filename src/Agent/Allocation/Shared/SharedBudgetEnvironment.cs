using System.Globalization;
using SemCom.Agents;

namespace SemCom;

/// <summary>
/// Users of a group share the channel uses of every frame: each step grants one block to one of them. A step earns what the block adds to the true utility, so that a frame's rewards add up to the sum of
/// its users' utilities. Seen are reports, not true SNRs; the priors are what a block adds by the reports, so that the greedy policy is water-filling on what was reported.
/// </summary>
public sealed class SharedBudgetEnvironment : IEnvironment
{
    internal const int PerUser = 5;

    private readonly SharedScenario _scenario;
    private readonly int[] _granted;
    private SharedUser[][] _frames = [];
    private int _frame, _left;

    /// <param name="scenario">What can happen.</param>
    /// <exception cref="SemComException">A number of the scenario is out of its range.</exception>
    public SharedBudgetEnvironment(SharedScenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        scenario.Check();
        (_scenario, _granted) = (scenario, new int[scenario.Users]);
        Actions = new ActionSpace([.. Enumerable.Range(0, scenario.Users).Select(user => string.Create(CultureInfo.InvariantCulture, $"block for user {user}"))]);
        Observations = new ObservationSpace([.. Enumerable.Range(0, scenario.Users).SelectMany(FeaturesOf), new Feature("blocks left", 0, scenario.Blocks)], hasPriors: true);
    }

    /// <inheritdoc/>
    public ObservationSpace Observations { get; }

    /// <inheritdoc/>
    public ActionSpace Actions { get; }

    /// <summary>The users of the present frame with their true SNRs, for those who may know them.</summary>
    /// <exception cref="InvalidOperationException">The episode has not begun, or has ended.</exception>
    public IReadOnlyList<SharedUser> Users => IsPlaying ? _frames[_frame] : throw NotPlaying();

    /// <summary>Blocks that each has in the present frame.</summary>
    public IReadOnlyList<int> Granted => _granted;

    /// <inheritdoc/>
    public float[] Reset(ulong seed)
    {
        (_frames, _frame, _left) = (SharedTrace.Draw(_scenario, seed), 0, _scenario.Blocks);
        Array.Clear(_granted);
        return Observe();
    }

    /// <inheritdoc/>
    public StepResult Step(int action)
    {
        if (!IsPlaying)
            throw NotPlaying();
        ArgumentOutOfRangeException.ThrowIfNegative(action);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(action, Actions.Count);
        ref readonly var user = ref _frames[_frame][action];
        var reward = _scenario.Achieved(user, _granted[action] + 1) - _scenario.Achieved(user, _granted[action]);
        var info = new Dictionary<string, double>(StringComparer.Ordinal) { ["frame"] = _frame, ["snrDb"] = user.SnrDb };
        _granted[action]++;
        if (--_left == 0)
        {
            (_frame, _left) = (_frame + 1, _scenario.Blocks);
            Array.Clear(_granted);
        }
        var isOver = _frame == _frames.Length;
        return new StepResult(isOver ? new float[Observations.Length(Actions.Count)] : Observe(), reward, Terminated: false, Truncated: isOver, info);
    }

    private bool IsPlaying => _frame < _frames.Length;

    private static InvalidOperationException NotPlaying() => new("the episode has not begun, or has ended: call Reset");

    private IEnumerable<Feature> FeaturesOf(int user)
    {
        Feature Of(string name, double low, double high) => new(string.Create(CultureInfo.InvariantCulture, $"user {user}: {name}"), (float)low, (float)high);
        return
        [
            Of("reported SNR [dB]", -5, 25), Of("age of the report [frames]", 1, 8), Of("gradient [dB]", _scenario.GradientDb.Min, _scenario.GradientDb.Max + 1e-3),
            Of("importance", 0, 1), Of("blocks", 0, _scenario.Blocks),
        ];
    }

    private float[] Observe()
    {
        var observation = new float[Observations.Length(Actions.Count)];
        var users = _frames[_frame];
        for (var i = 0; i < users.Length; i++)
        {
            var at = PerUser * i;
            (observation[at], observation[at + 1], observation[at + 2]) = ((float)users[i].ReportDb, users[i].ReportAge, (float)users[i].GradientDb);
            (observation[at + 3], observation[at + 4]) = ((float)users[i].Importance, _granted[i]);
            observation[Observations.Features.Count + i] = (float)(_scenario.Believed(users[i], _granted[i] + 1) - _scenario.Believed(users[i], _granted[i]));
        }
        observation[PerUser * users.Length] = _left;
        return observation;
    }
}
