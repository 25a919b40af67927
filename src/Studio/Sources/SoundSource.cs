using SemCom.Runtime.Media;
using SemCom.Speech;

namespace SemCom.Studio;

/// <summary>A sound in parts of equal length, as they are sent one after another, over and over again. Immutable.</summary>
internal sealed class SoundSource : IStudioSource
{
    /// <summary>Shortest sound [s]: shorter ones cannot be judged by how intelligible they are.</summary>
    private const double MinSeconds = 0.5;

    /// <summary>Longest part [s]: what a listener waits for at least, since a part is sent when it has been spoken.</summary>
    private const double PartSeconds = 2;

    private readonly string _path;

    private SoundSource(string path, SourceInfo info, IReadOnlyList<Sound> parts) => (_path, Info, Parts) = (path, info, parts);

    public SourceInfo Info { get; }

    /// <summary>The parts, at 8 kHz, all of one length; the last one is filled up with silence.</summary>
    public IReadOnlyList<Sound> Parts { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="id">What messages call the source.</param>
    /// <param name="title">What people call it.</param>
    /// <param name="limits">How long it may be.</param>
    /// <exception cref="SemComException">It is no sound that can be read, or too short or too long.</exception>
    public static SoundSource Open(string path, string id, string title, StudioLimits limits)
    {
        var sound = SoundFile.Load(path, limits.MaxSoundSeconds);
        if (sound.Seconds < MinSeconds)
            throw new SemComException(FormattableString.Invariant($"{title}: a sound must last at least {MinSeconds} s (lasts {sound.Seconds:0.###} s); choose a longer one"));
        var parts = Divide(sound.At(SpeechTransform.SampleRate));
        return new SoundSource(path, new SourceInfo(id, title, SourceInfo.Sound, 0, 0, 1 / parts[0].Seconds) { Seconds = sound.Seconds }, parts);
    }

    public SemComException Explain(SemComException problem) => new(problem.Message.Replace(_path, Info.Title, StringComparison.Ordinal), problem);

    private static List<Sound> Divide(Sound sound)
    {
        var count = Math.Max(1, (int)Math.Ceiling(sound.Seconds / PartSeconds));
        var length = (sound.ValueCount + count - 1) / count;
        var samples = new float[count * length];
        sound.Samples.CopyTo(samples);
        return [.. Enumerable.Range(0, count).Select(i => new Sound(sound.SampleRate, samples[(i * length)..((i + 1) * length)]))];
    }
}
