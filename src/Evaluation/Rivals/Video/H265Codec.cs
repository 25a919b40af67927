using System.Globalization;

namespace SemCom.Evaluation.Rivals;

/// <summary>
/// H.265 (ITU-T H.265, HEVC) by x265: tuned for PSNR, no B pictures, preset medium, 4:4:4, which is better at all rates that were tried, for PSNR is measured on RGB. Motion
/// vectors are not predicted from those of earlier pictures, which costs about 3 % of the bytes and lets a decoder go on after a loss.
/// </summary>
internal sealed class H265Codec : VideoCodec
{
    private const int VideoParameters = 32, AccessUnitDelimiter = 35, PrefixInformation = 39, SuffixInformation = 40;
    private const int RecoveryPoint = 6;

    public override string Name => "h265";

    public override string Encoder => "libx265";

    public override int ShortestSide => 64;

    public override string Preset => "medium";

    public override string Format => "hevc";

    public override IReadOnlyList<string> PixelFormats { get; } = ["yuv444p"];

    public override UnitUse UseOf(ReadOnlySpan<byte> unit) => (unit[0] >> 1 & 63) switch
    {
        AccessUnitDelimiter => UnitUse.Delimiter,
        PrefixInformation when unit.Length > 2 && unit[2] == RecoveryPoint => UnitUse.Sent,
        PrefixInformation or SuffixInformation => UnitUse.Remark,
        _ => UnitUse.Sent,
    };

    public override bool IsKey(ReadOnlySpan<byte> message) => message.Length > 0 && (message[0] >> 1 & 63) == VideoParameters;

    public override IFrameNumbering CreateNumbering() => new H265Numbering();

    protected override string[] Arguments(VideoCoding coding, string[] rate, string preset, string more) =>
    [
        "-c:v", Encoder, "-preset", preset, "-tune", more.Length > 0 ? "zerolatency" : "psnr", .. rate, "-threads", "1", "-x265-params",
        string.Create(CultureInfo.InvariantCulture, $"log-level=none:info=0:aud=1:repeat-headers=1:bframes=0:scenecut=0:open-gop=0:pools=none:frame-threads=1:wpp=0:slices=1:temporal-mvp=0")
        + string.Create(CultureInfo.InvariantCulture, $":keyint={coding.KeyInterval}:min-keyint={coding.KeyInterval}:intra-refresh={(coding.IsRefreshed ? 1 : 0)}{more}")
        + (more.Length > 0 ? ":psy-rd=0:psy-rdoq=0:aq-mode=0" : ""),
    ];
}
