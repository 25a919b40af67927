using System.Globalization;
using SemCom.Coding;
using SemCom.Runtime.Media;
using SemCom.Speech;

namespace SemCom.Evaluation.Rivals;

/// <summary>Runs classical speech codecs.</summary>
internal static class SpeechPrograms
{
    private const string Purpose = "classical speech codecs";

    /// <summary>Delays of codecs that are taken back, in samples: ±60 ms.</summary>
    private const int MostDelay = 60 * SpeechTransform.SampleRate / 1000;

    /// <summary>ffmpeg's version, when it has the encoders.</summary>
    /// <exception cref="SemComException">There is no ffmpeg, or an encoder is missing.</exception>
    public static string CheckedFfmpeg(IEnumerable<SpeechCoding> codings)
    {
        var program = FfmpegProgram.Find(Purpose);
        foreach (var encoder in codings.Select(coding => coding.Encoder).Distinct(StringComparer.Ordinal))
            program.RequireEncoder(Purpose, encoder);
        return program.Version;
    }

    /// <summary>Codes a sound and decodes it again.</summary>
    /// <param name="sound">At 8 kHz.</param>
    /// <param name="coding">How.</param>
    /// <exception cref="SemComException">ffmpeg failed.</exception>
    public static CodedSpeech Code(Sound sound, SpeechCoding coding)
    {
        var rate = SpeechTransform.SampleRate.ToString(CultureInfo.InvariantCulture);
        var program = FfmpegProgram.Find(Purpose);
        var stream = program.RunAsync(coding.Encoder, ["-i", "pipe:0", "-ar", rate, "-ac", "1", .. coding.EncoderArguments, "pipe:1"], SoundFile.ToWav(sound)).GetAwaiter().GetResult();
        var message = coding.HeadPackets is { } heads ? OggPackets.Split(stream).Skip(heads).SelectMany(packet => packet).ToArray()
            : coding.Frame is { } frame ? BitPacking.ToBytes([.. stream.Chunk(frame.Bytes).SelectMany(bytes => BitPacking.ToBits(bytes).Take(frame.Bits))])
            : stream;
        var wav = program.RunAsync(coding.Encoder, [.. coding.DecoderArguments, "-i", "pipe:0", "-ar", rate, "-ac", "1", "-c:a", "pcm_s16le", "-f", "wav", "pipe:1"], stream).GetAwaiter().GetResult();
        var decoded = Aligned(SoundFile.Load(wav, coding.ToString()).Samples, sound.Samples);
        return new CodedSpeech(coding, message, decoded, ScoreOf(sound, decoded, coding));
    }

    private static double ScoreOf(Sound sound, Sound decoded, SpeechCoding coding)
    {
        var isSilent = sound.Samples.IndexOfAnyExcept(sound.Samples[0]) < 0;
        return (isSilent ? null : SpeechQuality.Stoi(sound.Samples, decoded.Samples, sound.SampleRate)) is { } stoi
            ? 100 * Math.Max(0, stoi)
            : 100.0 * SpeechCoding.All.ToList().IndexOf(coding) / SpeechCoding.All.Count;
    }

    /// <summary>The decoded sound moved to where it is most like the original, cut or filled up to its length: a codec's delay costs it nothing here.</summary>
    private static Sound Aligned(ReadOnlySpan<float> decoded, ReadOnlySpan<float> original)
    {
        var (best, most) = (0, double.NegativeInfinity);
        for (var delay = -MostDelay; delay <= MostDelay; delay++)
        {
            double sum = 0;
            for (var i = Math.Max(0, -delay); i < Math.Min(original.Length, decoded.Length - delay); i++)
                sum += (double)original[i] * decoded[i + delay];
            if (sum > most)
                (best, most) = (delay, sum);
        }
        var samples = new float[original.Length];
        for (var i = Math.Max(0, -best); i < Math.Min(original.Length, decoded.Length - best); i++)
            samples[i] = decoded[i + best];
        return new Sound(SpeechTransform.SampleRate, samples);
    }
}
