using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace SemCom.Evaluation.Rivals;

/// <summary>Remembers coded sounds, each of which many points of a comparison ask for. For any number of threads.</summary>
internal sealed class SpeechLadder
{
    /// <summary>Sounds, coded in all ways of one codec, that are remembered: up to about 800 KB each.</summary>
    private const int Remembered = 512;

    private readonly ConcurrentDictionary<(string Sound, string Codec, string Codings), Lazy<IReadOnlyList<CodedSpeech>>> _coded = new();

    /// <summary>A sound coded in several ways: for each codec one row, by rising rate.</summary>
    /// <param name="sound">At 8 kHz.</param>
    /// <param name="codings">The ways.</param>
    public IReadOnlyList<IReadOnlyList<CodedSpeech>> Of(Sound sound, IEnumerable<SpeechCoding> codings)
    {
        var digest = Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(sound.Samples)));
        return [.. codings.GroupBy(coding => coding.Codec, StringComparer.Ordinal).Select(codec => Coded(digest, sound, [.. codec]))];
    }

    /// <summary>The best way of coding within a length; null where none is as short as that.</summary>
    /// <param name="rows">From <see cref="Of"/>.</param>
    /// <param name="bytes">Most bytes of the message.</param>
    public static CodedSpeech? Best(IReadOnlyList<IReadOnlyList<CodedSpeech>> rows, int bytes) =>
        rows.Select(row => row.LastOrDefault(coded => coded.Message.Length <= bytes)).OfType<CodedSpeech>().MaxBy(coded => coded.Score);

    private IReadOnlyList<CodedSpeech> Coded(string digest, Sound sound, IReadOnlyList<SpeechCoding> codings)
    {
        if (_coded.Count > Remembered)
            _coded.Clear();
        return _coded.GetOrAdd((digest, codings[0].Codec, string.Join(';', codings)), _ => new Lazy<IReadOnlyList<CodedSpeech>>(() => SpeechPrograms.Code(sound, codings))).Value;
    }
}
