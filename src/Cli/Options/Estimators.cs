using SemCom.Receiver.Estimation;

namespace SemCom.Cli;

/// <summary>Reads channel estimators.</summary>
internal static class Estimators
{
    private const string Semantic = "semantic";

    /// <summary>One estimator.</summary>
    public static EstimatorKind Parse(string option, string text) =>
        EstimatorKinds.FindBlind(text) ?? throw new SemComException($"{option} must be one of {EstimatorKinds.BlindNames} (was '{text}'); choose one of these");

    /// <summary>Some of them, separated by commas.</summary>
    public static IReadOnlyList<EstimatorKind> ParseList(string option, string text) =>
        [.. text.Split(',', StringSplitOptions.TrimEntries).Select(part => Parse(option, part)).Distinct()];

    /// <summary>Systems with each estimator, where they are SemCom's own and name none themselves.</summary>
    public static IReadOnlyList<string> Spread(IReadOnlyList<string> systems, IReadOnlyList<EstimatorKind> kinds) =>
        [.. systems.SelectMany(system => !system.StartsWith(Semantic, StringComparison.OrdinalIgnoreCase) || system.Contains("estimator=", StringComparison.OrdinalIgnoreCase)
            || system.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? [system] : kinds.Select(kind => With(system, kind)))];

    private static string With(string system, EstimatorKind kind) =>
        kind == EstimatorKind.LmmseRobust ? system : $"{system}{(system.Contains(':', StringComparison.Ordinal) ? ',' : ':')}estimator={kind.Name()}";
}
