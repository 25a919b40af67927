using System.Globalization;
using SemCom.Agents;

namespace SemCom;

/// <summary>
/// Cells that disturb each other, as a team: each chooses power and compression of its picture by what its own user and site measure and its neighbours tell (their SNRs without interference and what their
/// pictures count). Every cell earns an equal part of the sum of all utilities, so that the rewards of a slot add up to it. What is done does not change the next slot.
/// </summary>
public sealed class CellEnvironment : ITeamEnvironment
{
    private const int Own = 4, PerOther = 4;

    private readonly CellScenario _scenario;
    private readonly double[] _heard;
    private CellSlot[] _slots = [];
    private int _slot;

    /// <param name="scenario">What can happen.</param>
    /// <exception cref="SemComException">A number of the scenario is out of its range.</exception>
    public CellEnvironment(CellScenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        scenario.Check();
        (_scenario, _heard) = (scenario, new double[scenario.Cells]);
        Actions = new ActionSpace([.. Enumerable.Range(0, scenario.Choices).Select(Name)]);
        Observations = new ObservationSpace([new("SNR at full power [dB]", 0, 60), new("interference of the last slot over noise [dB]", 0, 60), Gradient("gradient [dB]"), new("importance", 0, 1),
            .. Enumerable.Range(1, scenario.Cells - 1).SelectMany(FeaturesOf)]);
    }

    /// <inheritdoc/>
    public int Members => _scenario.Cells;

    /// <inheritdoc/>
    public ObservationSpace Observations { get; }

    /// <inheritdoc/>
    public ActionSpace Actions { get; }

    /// <summary>All cells in the present slot, for those who may know them.</summary>
    /// <exception cref="InvalidOperationException">The episode has not begun, or has ended.</exception>
    public CellSlot Slot => IsPlaying ? _slots[_slot] : throw NotPlaying();

    /// <inheritdoc/>
    public float[][] Reset(ulong seed)
    {
        (_slots, _slot) = (CellTrace.Draw(_scenario, seed), 0);
        Array.Clear(_heard);
        return Observe();
    }

    /// <inheritdoc/>
    public TeamStepResult Step(ReadOnlySpan<int> actions)
    {
        if (!IsPlaying)
            throw NotPlaying();
        ArgumentOutOfRangeException.ThrowIfNotEqual(actions.Length, Members);
        foreach (var action in actions)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(action);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(action, Actions.Count);
        }
        var slot = _slots[_slot];
        var utility = slot.Utility(_scenario, actions);
        for (var cell = 0; cell < Members; cell++)
            _heard[cell] = slot.Interference(_scenario, cell, actions);
        _slot++;
        var isOver = _slot == _slots.Length;
        var rewards = new double[Members];
        Array.Fill(rewards, utility / Members);
        var info = new Dictionary<string, double>(StringComparer.Ordinal) { ["utility"] = utility };
        return new TeamStepResult(isOver ? [.. rewards.Select(_ => new float[Observations.Features.Count])] : Observe(), rewards, Terminated: false, Truncated: isOver, info);
    }

    private bool IsPlaying => _slot < _slots.Length;

    private static InvalidOperationException NotPlaying() => new("the episode has not begun, or has ended: call Reset");

    private Feature Gradient(string name) => new(name, (float)_scenario.GradientDb.Min, (float)_scenario.GradientDb.Max + 1e-3f);

    private string Name(int action)
    {
        if (action == 0)
            return "nothing";
        var (power, _, cbr) = _scenario.Choice(action);
        return string.Create(CultureInfo.InvariantCulture, $"power {Decibels.FromLinear(power):0.#} dB, 1/{1 / cbr:0.#}");
    }

    private static IEnumerable<Feature> FeaturesOf(int other)
    {
        Feature Of(string name, float low, float high) => new(string.Create(CultureInfo.InvariantCulture, $"neighbour {other}: {name}"), low, high);
        return [Of("heard from it over noise [dB]", 0, 60), Of("heard there over noise [dB]", 0, 60), Of("its SNR at full power [dB]", 0, 60), Of("its importance", 0, 1)];
    }

    private float[][] Observe() => [.. Enumerable.Range(0, Members).Select(Observe)];

    private float[] Observe(int cell)
    {
        var slot = Slot;
        var seen = new float[Observations.Features.Count];
        (seen[0], seen[1], seen[2], seen[3]) = (InDb(slot.Gains[cell][cell]), InDb(1 + _heard[cell]), (float)slot.GradientDb[cell], (float)slot.Importance[cell]);
        // Whom it disturbs most comes first, so that one policy serves every place.
        var others = Enumerable.Range(0, Members).Where(other => other != cell).OrderByDescending(other => slot.Gains[other][cell] / slot.Gains[other][other]).ToArray();
        for (var i = 0; i < others.Length; i++)
        {
            var (at, other) = (Own + PerOther * i, others[i]);
            (seen[at], seen[at + 1]) = (InDb(slot.Gains[cell][other]), InDb(slot.Gains[other][cell]));
            (seen[at + 2], seen[at + 3]) = (InDb(slot.Gains[other][other]), (float)slot.Importance[other]);
        }
        return seen;
    }

    private static float InDb(double ratio) => (float)Decibels.FromLinear(Math.Max(ratio, 1e-3));
}
