namespace SemCom.Agents;

/// <summary>Whether a policy belongs to an environment.</summary>
internal static class PolicyMatch
{
    private const string Remedy = "use a policy of this environment, or train one";

    /// <summary>Checks that names, ranges and actions are the same.</summary>
    /// <exception cref="SemComException">They are not; the message names the first difference.</exception>
    public static void Check(LearnedPolicy policy, string name, ObservationSpace observations, ActionSpace actions)
    {
        ArgumentNullException.ThrowIfNull(observations);
        ArgumentNullException.ThrowIfNull(actions);
        var difference = Actions(policy.Actions.Names, actions.Names) ?? Features(policy.Observations, observations);
        if (difference is not null)
            throw new SemComException($"{name}: the policy must belong to this environment ({difference}); {Remedy}");
    }

    private static string? Actions(IReadOnlyList<string> own, IReadOnlyList<string> wanted)
    {
        if (own.Count != wanted.Count)
            return $"it has {own.Count} actions, here are {wanted.Count}{FirstOther(own, wanted)}";
        for (var i = 0; i < own.Count; i++)
        {
            if (own[i] != wanted[i])
                return $"its action {i} is '{own[i]}', here it is '{wanted[i]}'";
        }
        return null;
    }

    private static string FirstOther(IReadOnlyList<string> own, IReadOnlyList<string> wanted)
    {
        if (wanted.Except(own, StringComparer.Ordinal).FirstOrDefault() is { } missing)
            return $"; '{missing}' is missing";
        return own.Except(wanted, StringComparer.Ordinal).FirstOrDefault() is { } unknown ? $"; '{unknown}' is unknown here" : "";
    }

    private static string? Features(ObservationSpace own, ObservationSpace wanted)
    {
        if (own.HasPriors != wanted.HasPriors)
            return own.HasPriors ? "it wants priors, here are none" : "it knows no priors, here are some";
        if (own.Features.Count != wanted.Features.Count)
            return $"it has {own.Features.Count} features, here are {wanted.Features.Count}";
        for (var i = 0; i < own.Features.Count; i++)
        {
            var (its, here) = (own.Features[i], wanted.Features[i]);
            if (its != here)
                return $"its feature {i} is '{its.Name}' {its.Low}..{its.High}, here it is '{here.Name}' {here.Low}..{here.High}";
        }
        return null;
    }
}
