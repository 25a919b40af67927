namespace SemCom.Runtime.Media;

/// <summary>How one picture becomes a codestream in ffmpeg and back; both ends hold the same one.</summary>
public sealed record StillFormat
{
    /// <summary>ffmpeg's name of the encoder, for example <c>libx265</c>.</summary>
    public required string Encoder { get; init; }

    /// <summary>ffmpeg's name of the pixel format that the encoder is given, for example <c>yuv420p</c>.</summary>
    public required string PixelFormat { get; init; }

    /// <summary>True for luma and chroma over 0..255, false for 16..235 and 16..240. BT.601 in both cases.</summary>
    public required bool FullRange { get; init; }

    /// <summary>Muxer of the codestream.</summary>
    public required string Muxer { get; init; }

    /// <summary>Demuxer of the codestream.</summary>
    public required string Demuxer { get; init; }

    /// <summary>Decoder, where it is not ffmpeg's first choice.</summary>
    public string? Decoder { get; init; }

    /// <summary>Filters that put the decoder's output into <see cref="PixelFormat"/>, for codestreams that do not tell their colour space.</summary>
    public string? AfterDecoder { get; init; }
}
