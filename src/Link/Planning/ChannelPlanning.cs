using SemCom.Channels;
using SemCom.Framing;

namespace SemCom;

/// <summary>
/// What both ends know of a channel before the first frame: the layout of frames, and how its gains are distributed. Both are long-term
/// knowledge; the distribution is observed on realizations that no frame ever meets.
/// </summary>
internal sealed class ChannelPlanning
{
    /// <summary>Seed of the realizations that are observed; apart from the seeds that people use.</summary>
    private const ulong SurveySeed = 0x5EED_5C0D_E5A1_1A5E;

    /// <summary>Realizations that are observed.</summary>
    private const int SurveyFrames = 200;

    /// <summary>About the length of a header [channel uses].</summary>
    private const int HeaderUses = 512;

    /// <summary>The margin where each symbol has its own gain and nothing is known of them, 1 dB and what the protection levels need more than over AWGN [dB].</summary>
    private const double FastFadingMarginDb = 4;

    /// <summary>Gains that stand for those of all symbols, where each has its own.</summary>
    private const int SymbolQuantiles = 100;

    /// <summary>Channels and lengths whose gains are remembered; those of one with one antenna at each end take 100 KB.</summary>
    private const int Remembered = 64;

    /// <summary>Gains do not depend on the SNR: a channel that was observed once can be planned for at any.</summary>
    private static readonly RecentValues<(string Channel, int Uses), ChannelState[]> Surveys = new(Remembered);

    private static readonly RecentValues<(string Channel, int Uses), double> Freedoms = new(Remembered);

    private static readonly RecentValues<(string Channel, double SnrDb, int Uses), FadingProfile> Profiles = new(32 * Remembered);

    private readonly ChannelSpec _spec;
    private readonly IChannel _channel;

    public ChannelPlanning(ChannelSpec spec, IChannel channel, bool genie)
    {
        (_spec, _channel) = (spec, channel);
        Layout = LayoutOf(spec, channel, genie);
    }

    /// <summary>Where known symbols stand.</summary>
    public FrameLayout Layout { get; }

    private bool IsFast => _channel.Grid is null && _channel.CoherenceSymbols < FrameLayout.MinCoherence;

    /// <summary>Observes the channel for frames of a number of channel uses, so that plans for them cost little from then on.</summary>
    public void Observe(int uses) => _ = (FadingOf(0, uses), FadingOf(0, Math.Min(uses, HeaderUses)), EstimationErrorOf(0, uses));

    /// <summary>A plan for frames of about a number of channel uses.</summary>
    /// <param name="cbr">Channel bandwidth ratio.</param>
    /// <param name="snrDb">Planned SNR [dB].</param>
    /// <param name="uses">Channel uses of a frame.</param>
    public LinkPlan Plan(double cbr, double snrDb, int uses) => new(cbr, snrDb)
    {
        Layout = Layout,
        Fading = FadingOf(snrDb, uses),
        EstimationError = EstimationErrorOf(snrDb, uses),
        HeaderFading = IsBlockRayleigh || IsFast ? null : FadingOf(snrDb, Math.Min(uses, HeaderUses)),
        MarginDb = IsFast && !IsKnown ? FastFadingMarginDb : LinkPlan.DefaultMarginDb,
    };

    /// <summary>Whether the gains are observed frame by frame.</summary>
    private bool IsSurveyed => _spec.Channel.Name != "awgn" && !IsFast && !IsBlockRayleigh && IsKnown;

    /// <summary>A trace plays the same gains to whoever looks: nothing is assumed to be known of them.</summary>
    private bool IsKnown => _spec.Channel.ContentDigest is null;

    private bool IsBlockRayleigh =>
        _spec.Channel.Name == "rayleigh" && _channel.CoherenceSymbols is null && _channel.Antennas == AntennaScheme.OneByOne;

    private FadingProfile FadingOf(double snrDb, int uses)
    {
        if (_spec.Channel.Name == "awgn" || (IsFast && !IsKnown))
            return FadingProfile.None;
        if (IsFast)
            return Profiles.GetOrAdd((_spec.Text, snrDb, 0), _ => FadingProfile.OfSymbols(EffectiveGain.OfSymbols(StatesOf(HeaderUses), snrDb, SymbolQuantiles)));
        return IsSurveyed ? Profiles.GetOrAdd((_spec.Text, snrDb, uses), _ => FadingProfile.OfGains([.. StatesOf(uses).Select(state => EffectiveGain.Of(state, snrDb))])) : FadingProfile.BlockRayleigh;
    }

    /// <summary>
    /// What an estimate of all gains at once has: D independent gains of equal power, each seen by its share of P known symbols, leave 1 / (1 + P·SNR / D)
    /// (van de Beek et al., On channel estimation in OFDM systems, IEEE VTC 1995, for a channel of D taps).
    /// </summary>
    private double EstimationErrorOf(double snrDb, int uses)
    {
        if (!IsSurveyed)
            return 0;
        var freedom = Freedoms.GetOrAdd((_spec.Text, uses), _ => EffectiveGain.Freedom(StatesOf(uses)));
        return 1 / (1 + Layout.KnownCount(uses) * Decibels.ToLinear(snrDb) / (Layout.Antennas.Transmit * freedom));
    }

    private ChannelState[] StatesOf(int uses) => Surveys.GetOrAdd((_spec.Text, uses), _ =>
        [.. Enumerable.Range(0, SurveyFrames).Select(i => _channel.Survey(uses, new ChannelRealization(SurveySeed, (ulong)i)))]);

    private static FrameLayout LayoutOf(ChannelSpec spec, IChannel channel, bool genie)
    {
        if (channel.Grid is { } grid)
        {
            var spacing = OfdmParameters.PilotSpacing(spec);
            var most = Math.Max(1, grid.Subcarriers / (2 * channel.Antennas.Transmit));
            Guard.InRange(spacing, 1, most, "pilot-spacing", $"each of {channel.Antennas.Transmit} transmit antennas needs two pilots among {grid.Subcarriers} subcarriers");
            return FrameLayout.ForGrid(grid, spacing, OfdmParameters.PilotPeriod(spec)) with { Antennas = channel.Antennas };
        }
        // Gains that change too fast for pilots are only usable with a genie, which needs none.
        var layout = genie && channel.CoherenceSymbols < FrameLayout.MinCoherence ? FrameLayout.WholeFrame : FrameLayout.ForCoherence(channel.CoherenceSymbols);
        return channel.Antennas == AntennaScheme.OneByOne ? layout : layout with { Antennas = channel.Antennas };
    }
}
