using System.Globalization;

namespace SemCom.Evaluation.Rivals;

/// <summary>Sides of the coded picture as a fraction of the original's.</summary>
/// <param name="Numerator">Upper part.</param>
/// <param name="Denominator">Lower part.</param>
internal readonly record struct ResolutionFactor(int Numerator, int Denominator)
{
    private const int ShortestSide = 16;

    /// <summary>The original's resolution.</summary>
    public static ResolutionFactor One { get; } = new(1, 1);

    /// <summary>All that are tried, from the largest down.</summary>
    public static IReadOnlyList<ResolutionFactor> All { get; } = [One, new(3, 4), new(1, 2), new(3, 8), new(1, 4), new(3, 16), new(1, 8), new(1, 16)];

    /// <summary>A side of the coded picture in pixels.</summary>
    public int Of(int side) => Math.Max(Math.Min(side, ShortestSide), (side * Numerator + Denominator / 2) / Denominator);

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}");
}
