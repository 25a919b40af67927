using System.Collections.Concurrent;
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

    /// <summary>What the protection levels need over one gain per symbol more than over AWGN [dB].</summary>
    private const double FastFadingMarginDb = 4;

    private static readonly ConcurrentDictionary<(string Channel, double SnrDb, int Uses), FadingProfile> Surveys = new();

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

    /// <summary>A plan for frames of about a number of channel uses.</summary>
    /// <param name="cbr">Channel bandwidth ratio.</param>
    /// <param name="snrDb">Planned SNR [dB].</param>
    /// <param name="uses">Channel uses of a frame.</param>
    public LinkPlan Plan(double cbr, double snrDb, int uses) => new(cbr, snrDb)
    {
        Layout = Layout,
        Fading = FadingOf(snrDb, uses),
        HeaderFading = IsBlockRayleigh || IsFast ? null : FadingOf(snrDb, Math.Min(uses, HeaderUses)),
        MarginDb = IsFast ? FastFadingMarginDb : LinkPlan.DefaultMarginDb,
    };

    private bool IsBlockRayleigh =>
        _spec.Channel.Name == "rayleigh" && _channel.CoherenceSymbols is null && _channel.Antennas == AntennaScheme.OneByOne;

    private FadingProfile FadingOf(double snrDb, int uses)
    {
        if (_spec.Channel.Name == "awgn" || IsFast)
            return FadingProfile.None;
        // A trace plays the same gains to whoever looks: nothing is assumed to be known of them.
        return IsBlockRayleigh || _spec.Channel.ContentDigest is not null ? FadingProfile.BlockRayleigh : Surveys.GetOrAdd((_spec.Text, snrDb, uses), _ => Survey(snrDb, uses));
    }

    private FadingProfile Survey(double snrDb, int uses)
    {
        var gains = new (double, double)[SurveyFrames];
        for (var i = 0; i < gains.Length; i++)
            gains[i] = EffectiveGain.Of(_channel.Survey(uses, new ChannelRealization(SurveySeed, (ulong)i)), snrDb);
        return FadingProfile.OfGains(gains);
    }

    private static FrameLayout LayoutOf(ChannelSpec spec, IChannel channel, bool genie)
    {
        if (channel.Grid is { } grid)
            return FrameLayout.ForGrid(grid, OfdmParameters.PilotSpacing(spec), OfdmParameters.PilotPeriod(spec)) with { Antennas = channel.Antennas };
        // Gains that change too fast for pilots are only usable with a genie, which needs none.
        var layout = genie && channel.CoherenceSymbols < FrameLayout.MinCoherence ? FrameLayout.WholeFrame : FrameLayout.ForCoherence(channel.CoherenceSymbols);
        return channel.Antennas == AntennaScheme.OneByOne ? layout : layout with { Antennas = channel.Antennas };
    }
}
