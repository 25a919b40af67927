namespace SemCom.Video;

/// <summary>
/// What a frame tells of a patch, as one number: 0, it stays as it is; then a class of differences; then a class of pictures, sent once more and combined with what is held; then a class of
/// pictures, sent in place of what is held.
/// </summary>
/// <param name="Differences">Classes of differences.</param>
/// <param name="Classes">Classes of patches of pictures.</param>
public readonly record struct UpdateSymbols(int Differences, int Classes)
{
    /// <summary>Most classes of differences.</summary>
    public const int MaxDifferences = 32;

    /// <summary>The patch stays as it is.</summary>
    public const int Keep = 0;

    /// <summary>All symbols.</summary>
    public int Count => 1 + Differences + 2 * Classes;

    /// <summary>What differs from what is held, of a class.</summary>
    public static int Difference(int difference) => 1 + difference;

    /// <summary>The patch itself once more.</summary>
    public int Repeat(int patchClass) => 1 + Differences + patchClass;

    /// <summary>The patch itself, in place of what is held.</summary>
    public int Anew(int patchClass) => 1 + Differences + Classes + patchClass;

    /// <summary>True for a class of differences.</summary>
    public bool IsDifference(int symbol) => symbol > Keep && symbol <= Differences;

    /// <summary>True where the patch is sent once more.</summary>
    public bool IsRepeat(int symbol) => symbol > Differences && symbol <= Differences + Classes;

    /// <summary>True where the patch replaces what is held.</summary>
    public bool IsAnew(int symbol) => symbol > Differences + Classes;

    /// <summary>True where the patch is sent by itself, whether what is held still counts or not; its colour means are bits.</summary>
    public bool IsWhole(int symbol) => symbol > Differences;

    /// <summary>The class of differences or of patches.</summary>
    public int ClassOf(int symbol) => symbol <= Differences ? symbol - 1 : (symbol - 1 - Differences) % Classes;
}
