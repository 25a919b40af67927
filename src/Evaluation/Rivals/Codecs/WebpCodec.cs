using System.Globalization;
using SemCom.Runtime.Media;

namespace SemCom.Evaluation.Rivals;

/// <summary>Lossy WebP (RFC 6386, RFC 9649) by libwebp at its slowest method. What is sent is the VP8 key frame without its RIFF container.</summary>
internal sealed class WebpCodec : RivalCodec
{
    private const int ContainerBytes = 20;
    private const double Step = 0.25;

    public override string Name => "webp";

    public override int QualityCount => (int)(100 / Step) + 1;

    public override IReadOnlyList<StillFormat> Formats { get; } =
    [
        new() { Encoder = "libwebp", PixelFormat = "yuv420p", FullRange = false, Muxer = "webp", Demuxer = "webp_pipe" },
    ];

    protected override IEnumerable<string> Arguments(StillFormat format, int quality, int shorterSide) =>
        ["-preset", "none", "-compression_level", "6", "-quality", (quality * Step).ToString(CultureInfo.InvariantCulture)];

    /// <summary>RIFF header, form type and the header of the one chunk.</summary>
    protected override byte[] Strip(byte[] file)
    {
        if (file.Length < ContainerBytes || !file.AsSpan(12, 4).SequenceEqual("VP8 "u8))
            throw new SemComException("webp: ffmpeg must write one lossy frame and did not; use another ffmpeg");
        return file.AsSpan(ContainerBytes, (int)BitConverter.ToUInt32(file, 16)).ToArray();
    }

    protected override byte[] Restore(byte[] stream)
    {
        var padded = stream.Length + (stream.Length & 1);
        var file = new byte[ContainerBytes + padded];
        "RIFF"u8.CopyTo(file);
        BitConverter.TryWriteBytes(file.AsSpan(4), padded + 12);
        "WEBPVP8 "u8.CopyTo(file.AsSpan(8));
        BitConverter.TryWriteBytes(file.AsSpan(16), stream.Length);
        stream.CopyTo(file, ContainerBytes);
        return file;
    }
}
