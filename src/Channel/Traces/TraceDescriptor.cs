namespace SemCom.Channels;

/// <summary>
/// Trace files as channels of the registry: over a single carrier <c>FILE.trace[:rate=1MHz,coherence=64,tx=2,rx=2]</c> for a path without delay, otherwise
/// over OFDM with the parameters of all OFDM channels, taking the gains that were recorded for each OFDM symbol.
/// </summary>
internal static class TraceDescriptor
{
    private static readonly ChannelParameter Rate = new("rate", ParameterUnit.Hertz, 1,
        10_000_000_000m, "1MHz", "channel uses per second");

    private static readonly ChannelParameter Coherence = new("coherence", ParameterUnit.Symbols, 1, int.MaxValue,
        "as long as the trace holds a gain", "symbols over which the gain is constant");

    /// <summary>The file's name and what follows it; no name where the text is that of another channel.</summary>
    public static (string? File, string After) SplitFile(string text)
    {
        for (var at = 0; (at = text.IndexOf(TraceFile.Extension, at, StringComparison.OrdinalIgnoreCase)) >= 0; at++)
        {
            var end = at + TraceFile.Extension.Length;
            if (end == text.Length || text[end] is ':' or '+')
                return (text[..end].Trim(), text[end..]);
        }
        return (null, text);
    }

    /// <summary>Reads the file and says what it can be used for.</summary>
    /// <exception cref="SemComException">No such file, or no undamaged trace.</exception>
    public static ChannelDescriptor Of(string file)
    {
        var trace = TraceFile.Load(file);
        var description = $"recorded or measured: {trace.Origin.Channel}";
        var descriptor = trace.IsFlat
            ? new ChannelDescriptor(file, description, [Rate, Coherence, .. AntennaParameters.All],
                (spec, snrDb) => new TraceChannel(trace, OptionsOf(spec, snrDb)), spec => TraceChannel.Coherence(trace, OptionsOf(spec, 0)))
            : new(file, description, OfdmParameters.All, (spec, snrDb) => CreateOfdm(trace, spec, snrDb), _ => 1) { AppliesImpairments = true };
        return descriptor with { ContentDigest = TraceFile.DigestOf(file) };
    }

    private static MultipathOfdmChannel CreateOfdm(ChannelTrace trace, ChannelSpec spec, double snrDb)
    {
        var (grid, antennas) = (OfdmParameters.Grid(spec), spec.Antennas);
        OfdmParameters.PilotSpacing(spec);
        return new(new()
        {
            SnrDb = snrDb,
            Paths = new TracePathProcess(trace, antennas),
            Grid = grid,
            Antennas = antennas,
            Impairments = spec.Impairments,
            GainSegments = trace.Shape.Times == 1 ? 1 : (int)Math.Clamp(Math.Ceiling(grid.SymbolSeconds / trace.IntervalSeconds - 1e-6), 1, 256),
        });
    }

    private static TraceChannelOptions OptionsOf(ChannelSpec spec, double snrDb) => new()
    {
        SnrDb = snrDb,
        RateHertz = (double?)spec.Value(Rate.Name) ?? TraceChannelOptions.DefaultRateHertz,
        CoherenceSymbols = (int?)spec.Value(Coherence.Name),
        Antennas = spec.Antennas,
    };
}
