using SemCom.Framing;
using SemCom.Speech;

namespace SemCom.Transmitter.Speech;

/// <summary>Transforms a sound, tells the classes of its frames and finds its harmonics. Any number of threads may use it.</summary>
internal sealed class SpeechAnalyzer(SpeechTables tables)
{
    private readonly PitchTracker _tracker = new(tables.Pitch);

    /// <summary>Analyses a sound at 8 kHz.</summary>
    public SpeechAnalysis Analyze(Sound sound)
    {
        var step = SpeechHeader.StepOfLevel(sound.Level);
        var samples = sound.Samples.ToArray();
        var scale = step == 0 ? 0 : (float)(1 / SpeechHeader.LevelOf(step));
        for (var i = 0; i < samples.Length; i++)
            samples[i] *= scale;
        var coefficients = SpeechTransform.Forward(samples);
        var classes = new int[coefficients.Length / SpeechTransform.Hop];
        for (var frame = 0; frame < classes.Length; frame++)
            classes[frame] = tables.ClassOf(coefficients.AsSpan(frame * SpeechTransform.Hop, SpeechTransform.Hop));
        var plain = new SpeechDescription(SpeechTables.MaxDepth, classes, null);
        return new SpeechAnalysis(step, coefficients, classes, _tracker.Track(coefficients, plain.Variances(tables)));
    }
}
