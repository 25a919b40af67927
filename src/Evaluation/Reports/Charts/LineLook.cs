namespace SemCom.Evaluation;

/// <summary>How a line looks: colour, dashes and marker differ together, so that any one of them tells lines apart.</summary>
/// <param name="Colour">Its colour.</param>
/// <param name="Dashes">Lengths of strokes and gaps in turn; empty for a solid line.</param>
/// <param name="Marker">The shape of its points.</param>
/// <param name="Hollow">True where only the marker's outline is drawn.</param>
internal sealed record LineLook(string Colour, IReadOnlyList<double> Dashes, Marker Marker, bool Hollow)
{
    private static readonly double[][] Patterns = [[], [7, 3], [2, 2.5], [9, 3, 2, 3], [4, 2], [12, 4], [1.5, 4]];

    /// <summary>Number of different looks: shapes and fillings that no two lines share.</summary>
    public const int Count = 8;

    /// <summary>The look of line <paramref name="index"/>.</summary>
    public static LineLook Of(int index) => new(
        Palette.Colour(index), Patterns[index % Patterns.Length], (Marker)(index % (Count / 2)), index % Count >= Count / 2);
}

/// <summary>The shape of a line's points.</summary>
internal enum Marker
{
    Circle,
    Square,
    Triangle,
    Diamond,
}
