using System.Globalization;
using SemCom.Runtime.Media;

namespace SemCom.Evaluation.Rivals;

/// <summary>
/// HEVC intra (ITU-T H.265) by x265, tuned for PSNR: constant quantiser, no psychovisual terms, no adaptive quantisation, one slice. 4:4:4, for
/// PSNR is measured on RGB, where 4:2:0 is never better. Steps between two quantisers are made with the chroma offsets.
/// </summary>
internal sealed class HevcCodec : RivalCodec
{
    private const int CoarsestQuantizer = 51;
    private const int FinestQuantizer = 6;

    /// <summary>
    /// Quantiser and chroma offset of the rungs between two whole quantisers, in the order of bytes. An offset of −6 as well would fill budgets no better and
    /// lose 0.14 dB at equal bytes (Kodak).
    /// </summary>
    private static readonly (int Quantizer, int Chroma)[] Rungs = [(0, 0), (0, -2), (0, -4), (-1, 2)];

    public override string Name => "hevc";

    public override bool Leads => true;

    public override int QualityCount => (CoarsestQuantizer - FinestQuantizer) * Rungs.Length + 1;

    /// <summary>Whole quantisers: rungs between them differ a little in what they make of their bytes.</summary>
    public override int CoarseQuality(double share) => (int)(share * (CoarsestQuantizer - FinestQuantizer)) * Rungs.Length;

    public override IReadOnlyList<StillFormat> Formats { get; } =
    [
        new() { Encoder = "libx265", PixelFormat = "yuv444p", FullRange = true, Muxer = "hevc", Demuxer = "hevc" },
    ];

    protected override IEnumerable<string> Arguments(StillFormat format, int quality, int shorterSide)
    {
        var (whole, rung) = Math.DivRem(quality, Rungs.Length);
        var (quantizer, chroma) = (CoarsestQuantizer - whole + Rungs[rung].Quantizer, Rungs[rung].Chroma);
        return
        [
            "-preset", "slow", "-tune", "psnr", "-x265-params",
            string.Create(CultureInfo.InvariantCulture,
                $"log-level=none:info=0:keyint=1:pools=none:frame-threads=1:wpp=0:aq-mode=0:psy-rd=0:psy-rdoq=0"
                + $":qp={quantizer}:cbqpoffs={chroma}:crqpoffs={chroma}"),
        ];
    }
}
