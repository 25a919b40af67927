using System.Numerics;

namespace SemCom.Channels;

/// <summary>The parameters that all OFDM channels share, and what they mean: numerology, antennas and pilots.</summary>
public static class OfdmParameters
{
    private const double DefaultPrefix = 72.0 / 1024;
    private const int DefaultPilotSpacing = 6;
    private const int DefaultPilotPeriod = 7;

    private static readonly ChannelParameter Spacing = new("scs", ParameterUnit.Hertz, 1_000, 1_000_000, "15 kHz", "subcarrier spacing");
    private static readonly ChannelParameter Subcarriers = new("subcarriers", ParameterUnit.Symbols, 12, ResourceGrid.MaxFftSize * 7 / 8,
        "600", "subcarriers in use; the FFT is the next power of two from 8/7 of them on");
    private static readonly ChannelParameter Prefix = new("cp", ParameterUnit.Seconds, 0, 0.001m,
        "7 % of the useful symbol (4.7 us at 15 kHz)", "duration of the cyclic prefix, at most the useful symbol");
    private static readonly ChannelParameter PilotSpacingOf = new("pilot-spacing", ParameterUnit.Symbols, 1, ResourceGrid.MaxFftSize,
        "6; 3 with two transmit antennas, 2 with more", "subcarriers from one pilot to the next");
    private static readonly ChannelParameter PilotPeriodOf = new("pilot-period", ParameterUnit.Symbols, 1, 1_000,
        "7", "OFDM symbols from one with pilots to the next");

    /// <summary>All of them, in canonical order.</summary>
    public static IReadOnlyList<ChannelParameter> All { get; } =
        [Spacing, Subcarriers, Prefix, .. AntennaParameters.All, PilotSpacingOf, PilotPeriodOf];

    /// <summary>Numerology.</summary>
    /// <exception cref="SemComException">The values do not fit.</exception>
    public static ResourceGrid Grid(ChannelSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var subcarriers = (int)(spec.Value(Subcarriers.Name) ?? 600);
        var spacing = (double)(spec.Value(Spacing.Name) ?? 15_000);
        var size = Math.Max(ResourceGrid.MinFftSize, (int)BitOperations.RoundUpToPowerOf2((uint)((8 * subcarriers + 6) / 7)));
        var prefix = (double?)spec.Value(Prefix.Name) is { } seconds
            ? Guard.InRange(seconds, 0, 1 / spacing, "duration of the cyclic prefix in seconds", $"the useful symbol lasts {1 / spacing:g3} s at this spacing")
                * size * spacing
            : DefaultPrefix * size;
        return new(subcarriers, spacing, size, (int)Math.Round(prefix, MidpointRounding.AwayFromZero));
    }

    /// <summary>Subcarriers from one pilot to the next.</summary>
    /// <exception cref="SemComException">More than there are subcarriers.</exception>
    public static int PilotSpacing(ChannelSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var usual = Math.Max(2, DefaultPilotSpacing / spec.Antennas.Transmit);
        var spacing = (int)(spec.Value(PilotSpacingOf.Name) ?? usual);
        return Guard.InRange(spacing, 1, Grid(spec).Subcarriers, PilotSpacingOf.Name, "pilots cannot be farther apart than subcarriers go");
    }

    /// <summary>OFDM symbols from one with pilots to the next.</summary>
    public static int PilotPeriod(ChannelSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return (int)(spec.Value(PilotPeriodOf.Name) ?? DefaultPilotPeriod);
    }
}
