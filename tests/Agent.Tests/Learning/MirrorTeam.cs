using SemCom.Randomness;

namespace SemCom.Agents.Tests;

/// <summary>Three members, each of which earns 1 for doing what it sees.</summary>
internal sealed class MirrorTeam(double reward = 1) : ITeamEnvironment
{
    private CounterRandom _random;
    private int _step;
    private int[] _seen = [];

    public int Members => 3;

    public ObservationSpace Observations { get; } = new([new Feature("left", 0, 1), new Feature("right", 0, 1)]);

    public ActionSpace Actions { get; } = new(["left", "right"]);

    public float[][] Reset(ulong seed)
    {
        (_random, _step) = (new CounterRandom(seed, RandomPurpose.Environment, 3), 0);
        return See();
    }

    public TeamStepResult Step(ReadOnlySpan<int> actions)
    {
        var rewards = new double[Members];
        for (var member = 0; member < Members; member++)
            rewards[member] = actions[member] == _seen[member] ? reward : 0;
        _step++;
        return new TeamStepResult(See(), rewards, false, _step == 10, new Dictionary<string, double>(StringComparer.Ordinal));
    }

    private float[][] See()
    {
        _seen = [.. Enumerable.Range(0, Members).Select(m => _random.Uniform((ulong)(_step * Members + m)) < 0.5 ? 0 : 1)];
        return Array.ConvertAll(_seen, s => s == 0 ? new float[] { 1, 0 } : [0, 1]);
    }
}
