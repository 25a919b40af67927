namespace SemCom.Transmitter.Video;

/// <summary>Which patches the last frames changed, so that feedback which comes late can be acted upon.</summary>
internal sealed class SentFrames
{
    /// <summary>Frames that are remembered; feedback on older ones is ignored.</summary>
    private const int Remembered = 256;

    private readonly (int Number, byte[]? Map)[] _frames = new (int, byte[]?)[Remembered];

    /// <summary>Number of the last frame; −1 before the first.</summary>
    public int Last { get; private set; } = -1;

    /// <summary>Forgets everything but the last number.</summary>
    public void Clear() => Array.Clear(_frames);

    /// <summary>Notes a frame.</summary>
    /// <param name="number">Number of its picture.</param>
    /// <param name="map">Symbols of the patches; null for a whole picture.</param>
    public void Add(int number, byte[]? map)
    {
        _frames[number % Remembered] = (number, map ?? []);
        Last = number;
    }

    /// <summary>Symbols of a lost frame; empty for a whole picture, null where it is not remembered.</summary>
    public byte[]? MapOf(int number) => _frames[number % Remembered] is { Map: { } map, Number: var known } && known == number ? map : null;
}
