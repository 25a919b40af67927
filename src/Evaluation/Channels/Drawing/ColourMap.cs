namespace SemCom.Evaluation;

/// <summary>Viridis by S. van der Walt and N. Smith (CC0): even steps of lightness, also without colour vision. Ten of its colours, and straight lines between.</summary>
internal static class ColourMap
{
    private static readonly byte[][] Colours =
    [
        [68, 1, 84], [72, 40, 120], [62, 74, 137], [49, 104, 142], [38, 130, 142], [31, 158, 137], [53, 183, 121], [109, 205, 89], [180, 222, 44], [253, 231, 37],
    ];

    /// <summary>Writes R G B for a value from 0 to 1; others take the nearest end.</summary>
    public static void Write(double value, Span<byte> rgb)
    {
        var place = Math.Clamp(value, 0, 1) * (Colours.Length - 1);
        var index = Math.Min((int)place, Colours.Length - 2);
        for (var c = 0; c < 3; c++)
            rgb[c] = (byte)Math.Round(Colours[index][c] + (place - index) * (Colours[index + 1][c] - Colours[index][c]));
    }
}
