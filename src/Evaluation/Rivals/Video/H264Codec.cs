using System.Globalization;

namespace SemCom.Evaluation.Rivals;

/// <summary>
/// H.264 (ITU-T H.264, AVC) by x264: tuned for PSNR, no B pictures, preset slow. 4:2:0 is better at low rates, 4:4:4 at high ones, for PSNR is measured on RGB.
/// </summary>
internal sealed class H264Codec : VideoCodec
{
    private const int EnhancementInformation = 6, SequenceParameters = 7, AccessUnitDelimiter = 9;
    private const int RecoveryPoint = 6;

    public override string Name => "h264";

    public override string Encoder => "libx264";

    public override int ShortestSide => 16;

    public override string Preset => "slow";

    public override string Format => "h264";

    public override IReadOnlyList<string> PixelFormats { get; } = ["yuv420p", "yuv444p"];

    /// <summary>Recovery points are sent: decoders begin there where pictures are refreshed step by step.</summary>
    public override UnitUse UseOf(ReadOnlySpan<byte> unit) => (unit[0] & 31) switch
    {
        AccessUnitDelimiter => UnitUse.Delimiter,
        EnhancementInformation when unit.Length < 2 || unit[1] != RecoveryPoint => UnitUse.Remark,
        _ => UnitUse.Sent,
    };

    public override bool IsKey(ReadOnlySpan<byte> message) => message.Length > 0 && (message[0] & 31) == SequenceParameters;

    public override IFrameNumbering CreateNumbering() => new H264Numbering();

    protected override string[] Arguments(VideoCoding coding, string[] rate, string preset, string more) =>
    [
        "-c:v", Encoder, "-preset", preset, "-tune", more.Length > 0 ? "psnr,zerolatency" : "psnr", "-bf", "0", .. rate, "-threads", "1", "-x264-params",
        string.Create(CultureInfo.InvariantCulture, $"aud=1:threads=1:sliced-threads=0:scenecut=0:keyint={coding.KeyInterval}:min-keyint={coding.KeyInterval}:intra-refresh={(coding.IsRefreshed ? 1 : 0)}{more}"),
    ];
}
