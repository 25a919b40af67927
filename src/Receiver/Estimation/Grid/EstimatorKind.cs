namespace SemCom.Receiver.Estimation;

/// <summary>How gains between pilots are estimated.</summary>
public enum EstimatorKind
{
    /// <summary>Least squares at the pilots, lines between them.</summary>
    Ls = 0,

    /// <summary>
    /// Linear minimum mean square error for a delay profile of a fixed family and a flat Doppler spectrum, both fitted to the frame.
    /// </summary>
    LmmseRobust,

    /// <summary>Linear minimum mean square error for a delay profile that is estimated from the frame.</summary>
    LmmseSample,

    /// <summary>Linear minimum mean square error for a known covariance.</summary>
    LmmseTrue,

    /// <summary>
    /// Linear minimum mean square error for constant power over the whole cyclic prefix and a flat Doppler spectrum; noise, power and width of the spectrum
    /// are fitted to the frame. What is called robust where nothing is known of the profile.
    /// </summary>
    LmmseFlat,

    /// <summary>The learned prior: a denoiser trained over all noise levels on a mixture of channels (<see cref="ChannelPrior"/>).</summary>
    Diffusion,

    /// <summary>The learned prior, by draws from the posterior: their mean, and their spread as the error. About 0.4 s for a window of 72 subcarriers and 14 OFDM symbols.</summary>
    DiffusionSampled,
}

/// <summary>Kinds by the names that options and command lines use.</summary>
public static class EstimatorKinds
{
    /// <summary>The kinds that need nothing but the frame; <see cref="EstimatorKind.LmmseTrue"/> needs the truth.</summary>
    public static IReadOnlyList<EstimatorKind> Blind { get; } = [.. Enum.GetValues<EstimatorKind>().Where(kind => kind != EstimatorKind.LmmseTrue)];

    /// <summary>Their names, separated by commas.</summary>
    public static string BlindNames { get; } = string.Join(", ", Blind.Select(Name));

    /// <summary>For example "lmmse-robust".</summary>
    public static string Name(this EstimatorKind kind) => kind switch
    {
        EstimatorKind.Ls => "ls",
        EstimatorKind.LmmseRobust => "lmmse-robust",
        EstimatorKind.LmmseSample => "lmmse-sample",
        EstimatorKind.LmmseTrue => "lmmse-true",
        EstimatorKind.LmmseFlat => "lmmse-flat",
        EstimatorKind.Diffusion => "diffusion",
        EstimatorKind.DiffusionSampled => "diffusion-sampled",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "unknown estimator"),
    };

    /// <summary>The kind of a name in any case; null when there is none.</summary>
    public static EstimatorKind? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Enum.GetValues<EstimatorKind>().Select(kind => (EstimatorKind?)kind).FirstOrDefault(kind => kind!.Value.Name().Equals(name, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The kind of a name in any case, of those that need nothing but the frame; null when there is none.</summary>
    public static EstimatorKind? FindBlind(string name) => Find(name) is { } kind && Blind.Contains(kind) ? kind : null;
}
