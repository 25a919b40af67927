namespace SemCom.Agents;

/// <summary>Reads what the upper layer observes back into a state and the time.</summary>
internal static class UpperView
{
    public static (TwoLayerState State, int SlotsLeft) Read(TwoLayerRules rules, ReadOnlySpan<float> observation)
    {
        var (links, ages, linkPlace, agePlace) = (0, 0, 1, 1);
        for (var user = 0; user < rules.Scenario.Users; user++)
        {
            links += linkPlace * Nearest(rules.Scenario.SnrDb, observation[3 + 2 * user]);
            ages += agePlace * ((int)observation[4 + 2 * user] - 1);
            (linkPlace, agePlace) = (linkPlace * rules.Scenario.SnrDb.Count, agePlace * rules.Scenario.FullAge);
        }
        return (new TwoLayerState((int)observation[0], observation[1] > 0.5f, links, ages), (int)observation[2]);
    }

    private static int Nearest(IReadOnlyList<double> values, float value) => Enumerable.Range(0, values.Count).MinBy(i => Math.Abs(values[i] - value));
}
