namespace SemCom.Evaluation;

/// <summary>Colours that stay apart for colour-blind readers, ordered so that the first ones read well on white and on black.</summary>
/// <remarks>M. Okabe, K. Ito, "Color Universal Design", 2008; their black is the text colour here.</remarks>
internal static class Palette
{
    public const string Blue = "#0072B2", Vermillion = "#D55E00", Green = "#009E73", Purple = "#CC79A7", Orange = "#E69F00", SkyBlue = "#56B4E9";

    /// <summary>The colour of text, whatever it is.</summary>
    public const string Ink = "currentColor";

    private static readonly string[] Colours = [Blue, Vermillion, Green, Purple, Orange, SkyBlue, Ink];

    /// <summary>The colour of line <paramref name="index"/>.</summary>
    public static string Colour(int index) => Colours[index % Colours.Length];
}
