namespace SemCom.Agents;

/// <summary>What an action of both layers brings and where it leads. Environments, rivals and the optimum play by these. Immutable.</summary>
internal sealed class TwoLayerRules
{
    private const double UnitCbr = 1.0 / 24, PriceCbr = 1.0 / 16;

    public TwoLayerRules(TwoLayerScenario scenario)
    {
        scenario.Check();
        Scenario = scenario;
        Links = Power(scenario.SnrDb.Count, scenario.Users);
        Ages = Power(scenario.FullAge, scenario.Users);
        Actions = 1 + scenario.Users * scenario.Energies.Count;
        LinkChances = [.. Enumerable.Range(0, Links).Select(from => Enumerable.Range(0, Links).Select(to => LinkChance(from, to)).ToArray())];
    }

    public TwoLayerScenario Scenario { get; }

    /// <summary>States of all links together.</summary>
    public int Links { get; }

    /// <summary>States of all ages together.</summary>
    public int Ages { get; }

    /// <summary>Actions of the upper layer: nothing, then each energy for each user.</summary>
    public int Actions { get; }

    /// <summary>Chance of each state of the links to be followed by each other.</summary>
    public double[][] LinkChances { get; }

    /// <summary>Whom an action gives the slot, and what energy; −1 and 0 for nobody.</summary>
    public (int User, int Energy) Grant(int action) =>
        action == 0 ? (-1, 0) : ((action - 1) / Scenario.Energies.Count, Scenario.Energies[(action - 1) % Scenario.Energies.Count]);

    public double SnrDb(int links, int user) => Scenario.SnrDb[Digit(links, user, Scenario.SnrDb.Count)];

    /// <summary>Slots since a user had a picture, 1 to the full age.</summary>
    public int Age(int ages, int user) => 1 + Digit(ages, user, Scenario.FullAge);

    /// <summary>What a user's picture counts now.</summary>
    public double Worth(int ages, int user) => Scenario.Importance[user] * Age(ages, user) / Scenario.FullAge;

    /// <summary>worth·q − price·R/(1/16). The energy is spread over the channel uses: the fewer, the more power each has.</summary>
    public double Reward(double worth, double snrDb, double gradientDb, int energy, double cbr) =>
        worth * Scenario.Curve.Quality(cbr, Decibels.ToLinear(snrDb) * energy * UnitCbr / cbr, gradientDb) - Scenario.UsesPrice * cbr / PriceCbr;

    /// <summary>The compression that earns most.</summary>
    public int BestCompression(double worth, double snrDb, double gradientDb, int energy) =>
        Enumerable.Range(0, Scenario.Cbr.Count).MaxBy(c => Reward(worth, snrDb, gradientDb, energy, Scenario.Cbr[c]));

    /// <summary>What a slot earns on average when the lower layer does its best; the upper one does not see the picture.</summary>
    public double ExpectedReward(TwoLayerState state, int action)
    {
        var (user, energy) = Grant(action);
        if (user < 0 || energy > state.Battery)
            return 0;
        var (worth, snr) = (Worth(state.Ages, user), SnrDb(state.Links, user));
        return Scenario.GradientDb.Average(gradient => Reward(worth, snr, gradient, energy, Scenario.Cbr[BestCompression(worth, snr, gradient, energy)]));
    }

    /// <summary>Ages in the next slot, after a user was given this one; −1 for nobody.</summary>
    public int NextAges(int ages, int served)
    {
        var (next, place) = (0, 1);
        for (var user = 0; user < Scenario.Users; user++, place *= Scenario.FullAge)
            next += place * (user == served ? 0 : Math.Min(Digit(ages, user, Scenario.FullAge) + 1, Scenario.FullAge - 1));
        return next;
    }

    private double LinkChance(int from, int to)
    {
        var (count, chance) = (Scenario.SnrDb.Count, 1.0);
        for (var user = 0; user < Scenario.Users && count > 1; user++)
            chance *= Digit(from, user, count) == Digit(to, user, count) ? Scenario.LinkStays : (1 - Scenario.LinkStays) / (count - 1);
        return chance;
    }

    private static int Digit(int number, int place, int radix)
    {
        for (var i = 0; i < place; i++)
            number /= radix;
        return number % radix;
    }

    private static int Power(int number, int exponent)
    {
        var power = 1;
        for (var i = 0; i < exponent; i++)
            power *= number;
        return power;
    }
}
