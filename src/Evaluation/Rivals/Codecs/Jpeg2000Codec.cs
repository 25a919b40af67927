using System.Globalization;
using SemCom.Runtime.Media;

namespace SemCom.Evaluation.Rivals;

/// <summary>
/// JPEG 2000 (ITU-T T.800) by OpenJPEG: wavelet 9/7, six resolutions, one layer, no tiles, rate control by distortion. The components are
/// YCbCr at full resolution, whose errors weigh almost the same in RGB. A bare codestream does not tell the colour space: both ends know it.
/// </summary>
internal sealed class Jpeg2000Codec : RivalCodec
{
    private const int MostResolutions = 6;
    private const int HighestRatio = 1200;
    private const int LowestRatio = 2;

    private static readonly int[] Ratios = [.. DescendingRatios()];

    public override string Name => "jpeg2000";

    public override int QualityCount => Ratios.Length;

    public override int Halvings => MostResolutions - 1;

    public override IReadOnlyList<StillFormat> Formats { get; } =
    [
        new()
        {
            Encoder = "libopenjpeg",
            PixelFormat = "yuv444p",
            FullRange = true,
            Muxer = "image2pipe",
            Demuxer = "j2k_pipe",
            AfterDecoder = "format=gbrp,mergeplanes=0x020001:yuv444p", // taken for R, G, B; planes are G, B, R
        },
    ];

    /// <summary>Low ratios lie far apart, for they are whole numbers.</summary>
    public override int CoarseQuality(double share)
    {
        var ratio = HighestRatio * Math.Pow((double)LowestRatio / HighestRatio, share);
        return Math.Min(Array.FindIndex(Ratios, r => r <= ratio + 0.5), QualityCount - 1);
    }

    protected override IEnumerable<string> Arguments(StillFormat format, int quality, int shorterSide) =>
    [
        "-format", "j2k", "-irreversible", "1",
        "-numresolution", Math.Min(MostResolutions, int.Log2(shorterSide) + 1).ToString(CultureInfo.InvariantCulture),
        "-compression_level", Ratios[quality].ToString(CultureInfo.InvariantCulture),
    ];

    /// <summary>Compression ratios from 1200 to 2, each at least 1 % below the one before.</summary>
    private static IEnumerable<int> DescendingRatios()
    {
        for (var ratio = HighestRatio; ratio >= LowestRatio; ratio = Math.Min(ratio - 1, (int)(ratio * 0.99)))
            yield return ratio;
    }
}
