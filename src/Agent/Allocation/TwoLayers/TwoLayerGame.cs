using System.Globalization;

namespace SemCom.Agents;

/// <summary>One episode as both layers play it.</summary>
internal sealed class TwoLayerGame
{
    private readonly float[] _upperView;
    private readonly float[] _lowerView = new float[4];
    private AllocationDraws _draws = new(0);
    private double[] _gradients = [];

    public TwoLayerGame(TwoLayerScenario scenario)
    {
        Rules = new TwoLayerRules(scenario);
        var users = Enumerable.Range(0, scenario.Users);
        UpperObservations = new ObservationSpace([new("battery [units]", 0, scenario.Battery), new("bright", 0, 1), new("slots left", 0, scenario.Slots), .. users.SelectMany(user => new[]
        {
            new Feature(string.Create(CultureInfo.InvariantCulture, $"user {user}: SNR [dB]"), -5, 20),
            new Feature(string.Create(CultureInfo.InvariantCulture, $"user {user}: age [slots]"), 0, scenario.FullAge),
        })]);
        UpperActions = new ActionSpace(["nothing", .. users.SelectMany(user => scenario.Energies.Select(e => string.Create(CultureInfo.InvariantCulture, $"user {user}, energy {e}")))]);
        LowerObservations = new ObservationSpace([new("energy [units]", 0, scenario.Energies.Max()), new("SNR [dB]", -5, 20), new("gradient [dB]", 20, 36), new("worth", 0, (float)scenario.Importance.Max())]);
        LowerActions = new ActionSpace([.. scenario.Cbr.Select(cbr => string.Create(CultureInfo.InvariantCulture, $"1/{1 / cbr:0.#}"))]);
        _upperView = new float[UpperObservations.Features.Count];
        Slot = scenario.Slots;
    }

    public TwoLayerRules Rules { get; }

    public ObservationSpace UpperObservations { get; }

    public ActionSpace UpperActions { get; }

    public ObservationSpace LowerObservations { get; }

    public ActionSpace LowerActions { get; }

    public TwoLayerState State { get; private set; }

    /// <summary>Number of the slot; all of them when the episode has ended.</summary>
    public int Slot { get; private set; }

    public bool IsOver => Slot >= Rules.Scenario.Slots;

    /// <summary>Energy that came in during the last slot and found room [units].</summary>
    public int Stored { get; private set; }

    /// <summary>Begins with half a battery.</summary>
    public void Begin(ulong seed)
    {
        _draws = new AllocationDraws(seed);
        Slot = 0;
        State = new TwoLayerState(Rules.Scenario.Battery / 2, _draws.Happens(0.5), _draws.Below(Rules.Links), Rules.Ages - 1);
        DrawPictures();
    }

    /// <summary>Whether an action sends something: it names a user, and there is the energy.</summary>
    public bool Sends(int action) => Rules.Grant(action) is { User: >= 0 } grant && grant.Energy <= State.Battery;

    public ReadOnlySpan<float> UpperView()
    {
        (_upperView[0], _upperView[1], _upperView[2]) = (State.Battery, State.IsBright ? 1 : 0, Rules.Scenario.Slots - Slot);
        for (var user = 0; user < Rules.Scenario.Users; user++)
            (_upperView[3 + 2 * user], _upperView[4 + 2 * user]) = ((float)Rules.SnrDb(State.Links, user), Rules.Age(State.Ages, user));
        return _upperView;
    }

    /// <summary>What the lower layer sees when an action sends something.</summary>
    public ReadOnlySpan<float> LowerView(int action)
    {
        var (user, energy) = Rules.Grant(action);
        (_lowerView[0], _lowerView[1]) = (energy, (float)Rules.SnrDb(State.Links, user));
        (_lowerView[2], _lowerView[3]) = ((float)_gradients[user], (float)Rules.Worth(State.Ages, user));
        return _lowerView;
    }

    /// <summary>Plays a slot.</summary>
    /// <returns>What it earned.</returns>
    public double Play(int action, int compression)
    {
        var (user, energy) = Sends(action) ? Rules.Grant(action) : (-1, 0);
        var reward = user < 0 ? 0 : Rules.Reward(Rules.Worth(State.Ages, user), Rules.SnrDb(State.Links, user), _gradients[user], energy, Rules.Scenario.Cbr[compression]);
        var left = State.Battery - energy;
        var battery = Math.Min(Rules.Scenario.Battery, left + _draws.OneOf(Rules.Scenario.Harvest[State.IsBright ? 1 : 0]));
        Stored = battery - left;
        var bright = _draws.Happens(Rules.Scenario.SkyStays) ? State.IsBright : !State.IsBright;
        State = new TwoLayerState(battery, bright, _draws.OneOf(Rules.LinkChances[State.Links]), Rules.NextAges(State.Ages, user));
        DrawPictures();
        Slot++;
        return reward;
    }

    private void DrawPictures() => _gradients = [.. Rules.Scenario.Importance.Select(_ => Rules.Scenario.GradientDb[_draws.Below(Rules.Scenario.GradientDb.Count)])];
}
