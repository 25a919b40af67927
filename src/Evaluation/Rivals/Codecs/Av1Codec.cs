using System.Globalization;
using SemCom.Runtime.Media;

namespace SemCom.Evaluation.Rivals;

/// <summary>AV1 still picture by libaom in its all-intra mode, tuned for PSNR, without adaptive quantisation. Bare OBUs, 4:4:4.</summary>
internal sealed class Av1Codec : RivalCodec
{
    private const int CoarsestLevel = 63;
    private const int FinestLevel = 3;

    public override string Name => "av1";

    public override bool Leads => true;

    public override int QualityCount => CoarsestLevel - FinestLevel + 1;

    public override int CoarseSteps => 10;

    public override IReadOnlyList<StillFormat> Formats { get; } =
    [
        new() { Encoder = "libaom-av1", PixelFormat = "yuv444p", FullRange = true, Muxer = "obu", Demuxer = "obu" },
    ];

    protected override IEnumerable<string> Arguments(StillFormat format, int quality, int shorterSide) =>
    [
        "-still-picture", "1", "-usage", "allintra", "-cpu-used", "6", "-tune", "psnr", "-aq-mode", "0", "-aom-params", "deltaq-mode=0",
        "-b:v", "0", "-crf", (CoarsestLevel - quality).ToString(CultureInfo.InvariantCulture),
    ];
}
