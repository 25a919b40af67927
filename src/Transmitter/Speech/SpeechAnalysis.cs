using SemCom.Speech;

namespace SemCom.Transmitter.Speech;

/// <summary>What the transmitter finds in a sound before it knows the plan.</summary>
/// <param name="LevelStep">Level of the sound as headers tell it; 0 for silence.</param>
/// <param name="Coefficients">Of the sound brought to mean square 1 [frames · <see cref="SpeechTransform.Hop"/>]; zeros for silence.</param>
/// <param name="Classes">Class of each frame at the deepest depth.</param>
/// <param name="Pitch">Harmonics of each frame.</param>
internal sealed record SpeechAnalysis(int LevelStep, float[] Coefficients, int[] Classes, PitchState[] Pitch)
{
    /// <summary>Frames of the transform.</summary>
    public int Frames => Classes.Length;

    /// <summary>What a frame could say about it.</summary>
    /// <param name="depth">Depth of the classes.</param>
    /// <param name="withPitch">Whether harmonics are told.</param>
    public SpeechDescription Describe(int depth, bool withPitch) =>
        new(depth, Array.ConvertAll(Classes, deepest => SpeechTables.AtDepth(deepest, depth)), withPitch ? Pitch : null);
}
