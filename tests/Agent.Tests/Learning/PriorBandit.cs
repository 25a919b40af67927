using SemCom.Randomness;

namespace SemCom.Agents.Tests;

/// <summary>Four arms. Each step draws what arms 0 to 2 pay, and tells it as priors; arm 3 pays 0.9, though its prior says 0.5 lower.</summary>
internal sealed class PriorBandit : IEnvironment
{
    private const int Arms = 4, Samples = 2000;
    private const double Hidden = 0.5;
    private CounterRandom _random;
    private int _step;
    private float[] _seen = [];

    public ObservationSpace Observations { get; } = new([new Feature("nothing", 0, 1)], hasPriors: true);

    public ActionSpace Actions { get; } = new(["a", "b", "c", "d"]);

    /// <summary>Mean reward of the action with the best prior.</summary>
    public static double PriorsAlone => Mean(seen => Pay(seen, Array.IndexOf(seen, seen[1..].Max(), 1) - 1));

    /// <summary>Mean reward of the best action.</summary>
    public static double BestPossible => Mean(seen => Enumerable.Range(0, Arms).Max(a => Pay(seen, a)));

    public static double MeanReward(IPolicy policy) => Mean(seen => Pay(seen, policy.Decide(seen)));

    public float[] Reset(ulong seed)
    {
        (_random, _step) = (new CounterRandom(seed, RandomPurpose.Environment, 1), 0);
        return _seen = See(_random, 0);
    }

    public StepResult Step(int action)
    {
        var reward = Pay(_seen, action);
        _seen = See(_random, ++_step);
        return new StepResult(_seen, reward, false, _step == 50, new Dictionary<string, double>(StringComparer.Ordinal));
    }

    private static double Pay(float[] seen, int action) => seen[1 + action] + (action == Arms - 1 ? Hidden : 0);

    private static float[] See(CounterRandom random, int step) =>
        [0.5f, .. Enumerable.Range(0, Arms - 1).Select(a => (float)random.Uniform((ulong)(step * Arms + a))), 0.4f];

    private static double Mean(Func<float[], double> pay)
    {
        var random = new CounterRandom(77, RandomPurpose.SourceData, 2);
        return Enumerable.Range(0, Samples).Average(i => pay(See(random, i)));
    }
}
