using System.Globalization;
using SemCom.Framing;

namespace SemCom;

/// <summary>How the next frame shall be sent; from a caller or an agent. Immutable.</summary>
public sealed record LinkPlan
{
    /// <summary>Lowest SNR that can be planned for [dB].</summary>
    public const double MinSnrDb = -20;

    /// <summary>Highest SNR that can be planned for [dB].</summary>
    public const double MaxSnrDb = 60;

    /// <summary>Usual value of <see cref="MarginDb"/> [dB].</summary>
    public const double DefaultMarginDb = 1;

    /// <summary>Largest value of <see cref="MarginDb"/> that links take [dB].</summary>
    public const double MaxMarginDb = 40;

    /// <summary>Mean squared error of a concealed picture for expectations, a picture against flat grey (0..255 scale, squared).</summary>
    public const double LostError = 3600;

    /// <summary>Plans for a bandwidth and an SNR.</summary>
    /// <param name="channelBandwidthRatio">All channel uses / source values, above 0 and at most 1.</param>
    /// <param name="snrDb">Expected Es/N0 at the receiver, averaged over fading [dB], −20..60.</param>
    /// <exception cref="SemComException">A value is outside its range.</exception>
    public LinkPlan(double channelBandwidthRatio, double snrDb)
    {
        if (!(channelBandwidthRatio > 0 && channelBandwidthRatio <= 1))
            throw new SemComException(string.Create(CultureInfo.InvariantCulture,
                $"cbr must be above 0 and at most 1 (was {channelBandwidthRatio}); 1/16 is a usual value"));
        ChannelBandwidthRatio = channelBandwidthRatio;
        SnrDb = Guard.InRange(snrDb, MinSnrDb, MaxSnrDb, "planned SNR in dB", "choose a value in that range");
    }

    /// <summary>All channel uses / source values (3·H·W for a picture): pilots, header and side information included.</summary>
    public double ChannelBandwidthRatio { get; }

    /// <summary>Expected Es/N0 at the receiver, averaged over fading [dB].</summary>
    public double SnrDb { get; }

    /// <summary>How the payload is made. The default is <see cref="LinkMode.Analog"/>.</summary>
    public LinkMode Mode { get; init; } = LinkMode.Analog;

    /// <summary>Header and side message must still get through this far below the planned SNR (with fading: below that times the gain) [dB]. The default is 1 dB.</summary>
    public double MarginDb { get; init; } = DefaultMarginDb;

    /// <summary>What is assumed about the fading of a whole frame. The default is <see cref="FadingProfile.None"/>.</summary>
    public FadingProfile Fading { get; init; } = FadingProfile.None;

    /// <summary>What is assumed about the fading of a header, which is shorter than a frame. The default, null, is <see cref="Fading"/>.</summary>
    public FadingProfile? HeaderFading { get; init; }

    /// <summary>Mean squared error of the gains that a receiver estimates, relative to their mean power: what it adds to the noise of a symbol grows with the symbol's power. The default is 0.</summary>
    public double EstimationError { get; init; }

    /// <summary>Where known symbols stand, on which grid and antennas. Both ends must use the same. The default is one preamble a frame.</summary>
    public FrameLayout Layout { get; init; } = FrameLayout.WholeFrame;

    /// <summary>What errors count in the parts of the picture, of the picture's size. The default, null, is the same everywhere.</summary>
    public RegionWeights? Weights { get; init; }

    /// <summary>True for a picture that is what differs from one that both ends know; the header says so. It takes no weights.</summary>
    public bool IsDifference { get; init; }

    /// <summary>Running number of the frame, counted modulo 256 in the header.</summary>
    public int Sequence { get; init; }
}
