namespace SemCom.Cli;

/// <summary>A sensible set of options for <c>semcom eval</c>; options that the user gives go before it.</summary>
/// <param name="Name">Short name, as typed after <c>--preset</c>.</param>
/// <param name="Description">One line for the help.</param>
/// <param name="Options">Options and their values, as a user would type them.</param>
internal sealed record EvalPreset(string Name, string Description, IReadOnlyList<(string Option, string Value)> Options)
{
    private const string Best = "semantic,digital-best";

    /// <summary>All presets, in the order of the help.</summary>
    public static IReadOnlyList<EvalPreset> All { get; } =
    [
        Of("quick", "a first look in minutes: white noise, three SNRs, one CBR, a fast rival", "awgn", "1,7,13", "1/16", 1, "semantic,jpeg2000"),
        Of("paper", "the usual figure: white noise, five SNRs, four CBRs", "awgn", "1,4,7,10,13", "1/48,1/24,1/16,1/12", 1),
        Of("fading", "fading with several seeds: Rayleigh blocks, and TDL-C over OFDM", "rayleigh,tdl-c:ds=300ns,fd=50Hz", "1,7,13,19", "1/24,1/12", 3),
        Of("low-rate", "how little still says something: CBRs from 1/192 to 1/48", "awgn", "1,7,13", "1/192,1/128,1/96,1/64,1/48", 1),
    ];

    /// <summary>The options in one line, as in the help.</summary>
    public string Line => string.Join(' ', Options.Select(o => $"{o.Option} {o.Value}"));

    /// <summary>The preset of a name.</summary>
    /// <exception cref="SemComException">There is none.</exception>
    public static EvalPreset Find(string option, string name) =>
        All.FirstOrDefault(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new SemComException($"{option} must be one of {string.Join(", ", All.Select(p => p.Name))} (was '{name}'); choose one of these");

    /// <summary>The value of an option; null if the preset says nothing about it.</summary>
    public string? ValueOf(string option) => Options.FirstOrDefault(o => o.Option == option).Value;

    private static EvalPreset Of(string name, string description, string channels, string snrDb, string cbr, int seeds, string systems = Best) =>
        new(name, description,
        [
            ("--channel", channels), ("--snr-db", snrDb), ("--cbr", cbr), ("--seeds", $"{seeds}"), ("--systems", systems),
        ]);
}
