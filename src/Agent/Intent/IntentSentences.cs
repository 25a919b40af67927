using System.Globalization;
using SemCom.Agents;

namespace SemCom;

/// <summary>Intents in words that <see cref="IntentGrammar"/> understands as the same intent. How much the focus itself weighs (<see cref="PictureFocus.Weight"/>) has no words.</summary>
public static class IntentSentences
{
    /// <summary>What differs from <see cref="LinkIntent.Default"/>, a line each.</summary>
    public static IReadOnlyList<string> Write(LinkIntent intent)
    {
        ArgumentNullException.ThrowIfNull(intent);
        var lines = new List<string>();
        if (intent.Focus is { } focus)
            lines.Add(Focus(focus));
        foreach (var aim in Enum.GetValues<IntentAim>())
        {
            var implied = aim == IntentAim.Sharpness && intent.Focus is not null ? IntentWeights.Matters : LinkIntent.Default.Weights[aim];
            if (intent.Weights[aim] != implied)
                lines.Add(Weight(aim, intent.Weights[aim]));
        }
        foreach (var quantity in Enum.GetValues<IntentQuantity>())
        {
            foreach (var isUpper in (bool[])[false, true])
            {
                if (quantity.Get(intent.Constraints, isUpper) is { } value)
                    lines.Add(Bound(quantity, isUpper, value));
            }
        }
        lines.AddRange(LinkModes.All.Where(mode => !intent.Constraints.Allows(mode)).Select(Forbidden));
        return lines;
    }

    internal static string Name(IntentAim aim) => aim == IntentAim.ChannelUses ? "channel uses" : aim.ToString().ToLowerInvariant();

    internal static string Weight(IntentAim aim, double weight) => $"{Name(aim)} weight {Number(weight)}";

    internal static string Forbidden(LinkMode mode) => $"never {mode.Name()}";

    internal static string Bound(IntentQuantity quantity, bool isUpper, double value) =>
        $"{quantity.Noun()} {(isUpper ? "at most" : "at least")} {Number(value)}{quantity.Unit()}";

    internal static string Focus(PictureFocus focus) => focus switch
    {
        ObjectFocus at => $"focus on the point {at.X},{at.Y}",
        BoxFocus { Box: var box } => $"focus on the box {box.X},{box.Y},{box.Width},{box.Height}",
        _ => "focus on what stands out",
    };

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
