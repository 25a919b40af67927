using SemCom.Speech;

namespace SemCom;

/// <summary>How long sounds are parted into frames.</summary>
public static class SpeechParts
{
    /// <summary>Longest sound that usually goes in one frame [s].</summary>
    public const double UsualSeconds = 8;

    /// <summary>Parts of about equal length, none longer than allowed: first sample and number of samples.</summary>
    /// <param name="samples">Samples of the sound at 8 kHz.</param>
    /// <param name="seconds">Longest part [s].</param>
    public static IEnumerable<(int Start, int Count)> Of(int samples, double seconds)
    {
        var longest = (int)(seconds * SpeechTransform.SampleRate);
        var parts = (samples + longest - 1) / longest;
        return Enumerable.Range(0, parts).Select(i => (Begin(i), Begin(i + 1) - Begin(i)));

        int Begin(int part) => (int)((long)samples * part / parts);
    }
}
