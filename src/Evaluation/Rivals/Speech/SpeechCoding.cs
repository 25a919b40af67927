namespace SemCom.Evaluation.Rivals;

/// <summary>One way of coding speech classically, through ffmpeg. Bit rates are constant, so that packets need no lengths.</summary>
/// <param name="Codec">Name of the codec, for example "opus".</param>
/// <param name="Rate">For people, for example "8 kbit/s".</param>
/// <param name="Encoder">ffmpeg's encoder.</param>
/// <param name="EncoderArguments">Arguments of the encoder and its container.</param>
/// <param name="DecoderArguments">Arguments in front of the decoder's input.</param>
/// <param name="HeadPackets">Packets in front of the speech, known to both ends; null where the stream is nothing but speech.</param>
internal sealed record SpeechCoding(string Codec, string Rate, string Encoder, IReadOnlyList<string> EncoderArguments, IReadOnlyList<string> DecoderArguments, int? HeadPackets)
{
    /// <summary>Bytes of a frame in the stream, and the bits of them that are speech; null where all are.</summary>
    public (int Bytes, int Bits)? Frame { get; init; }

    /// <summary>All ways, by codec and rising rate: Opus (RFC 6716) in packets of 60 ms, Speex (narrowband) and Codec 2.</summary>
    public static IReadOnlyList<SpeechCoding> All { get; } =
    [
        .. new[] { 5, 6, 7, 8, 9, 10, 12, 14, 16, 20, 24, 32 }.Select(rate => new SpeechCoding("opus", $"{rate} kbit/s", "libopus",
            ["-c:a", "libopus", "-application", "voip", "-b:a", $"{rate}k", "-vbr", "off", "-frame_duration", "60", "-compression_level", "10", "-f", "ogg"], ["-f", "ogg"], 2)),
        .. Enumerable.Range(0, 11).Where(quality => quality is not (5 or 7 or 9)).Select(quality => new SpeechCoding("speex", $"quality {quality}", "libspeex",
            ["-c:a", "libspeex", "-cbr_quality", $"{quality}", "-compression_level", "10", "-f", "ogg"], ["-f", "ogg"], 2)),
        .. new[] { "700C", "1200", "1300", "1400", "1600", "2400", "3200" }.Select(mode => new SpeechCoding("codec2", $"mode {mode}", "libcodec2",
            ["-c:a", "libcodec2", "-mode", mode, "-f", "codec2raw"], ["-f", "codec2raw", "-mode", mode], null) { Frame = mode switch { "700C" => (4, 28), "1300" => (7, 52), _ => null } }),
    ];

    /// <summary>Names of the codecs.</summary>
    public static IReadOnlyList<string> Codecs { get; } = [.. All.Select(coding => coding.Codec).Distinct(StringComparer.Ordinal)];

    /// <summary>Number that frame headers carry.</summary>
    public int Content => FirstContent + All.ToList().IndexOf(this);

    /// <summary>Apart from those of pictures and videos.</summary>
    private const int FirstContent = 128;

    /// <inheritdoc/>
    public override string ToString() => $"{Codec} {Rate}";
}
