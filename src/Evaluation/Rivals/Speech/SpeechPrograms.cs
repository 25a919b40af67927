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

    /// <summary>Codes a sound in several ways and decodes it again. All of them go through two runs of ffmpeg, since starting it takes longer than coding.</summary>
    /// <param name="sound">At 8 kHz.</param>
    /// <param name="codings">How; all by one encoder.</param>
    /// <exception cref="SemComException">ffmpeg failed.</exception>
    public static IReadOnlyList<CodedSpeech> Code(Sound sound, IReadOnlyList<SpeechCoding> codings)
    {
        var program = FfmpegProgram.Find(Purpose);
        var folder = Directory.CreateTempSubdirectory("semcom-speech-").FullName;
        try
        {
            Run(program, codings[0].Encoder, ["-i", "pipe:0", .. codings.SelectMany((coding, i) => Output(0, [.. coding.EncoderArguments, Place("coded", i)]))], SoundFile.ToWav(sound));
            Run(program, codings[0].Encoder, [.. codings.SelectMany((coding, i) => coding.DecoderArguments.Concat(["-i", Place("coded", i)])),
                .. codings.SelectMany((_, i) => Output(i, ["-c:a", "pcm_s16le", "-f", "wav", Place("decoded", i)]))], default);
            return [.. codings.Select((coding, i) => Read(sound, coding, File.ReadAllBytes(Place("coded", i)), File.ReadAllBytes(Place("decoded", i))))];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        string Place(string name, int number) => Path.Combine(folder, FormattableString.Invariant($"{name}{number}"));
    }

    private static void Run(FfmpegProgram program, string encoder, IReadOnlyList<string> arguments, ReadOnlyMemory<byte> input) =>
        program.RunAsync(encoder, arguments, input).GetAwaiter().GetResult();

    private static string[] Output(int input, IEnumerable<string> arguments) =>
        ["-map", FormattableString.Invariant($"{input}:a"), "-ar", SpeechTransform.SampleRate.ToString(CultureInfo.InvariantCulture), "-ac", "1", .. arguments];

    private static CodedSpeech Read(Sound sound, SpeechCoding coding, byte[] stream, byte[] wav)
    {
        var message = coding.HeadPackets is { } heads ? OggPackets.Split(stream).Skip(heads).SelectMany(packet => packet).ToArray()
            : coding.Frame is { } frame ? BitPacking.ToBytes([.. stream.Chunk(frame.Bytes).SelectMany(bytes => BitPacking.ToBits(bytes).Take(frame.Bits))])
            : stream;
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
