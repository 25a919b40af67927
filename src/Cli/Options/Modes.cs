namespace SemCom.Cli;

/// <summary>The modes that a frame can be sent in.</summary>
internal static class Modes
{
    private const string Auto = "auto";

    /// <summary>The mode of a name; null for auto, which leaves it to the system.</summary>
    /// <exception cref="SemComException">There is no such mode.</exception>
    public static LinkMode? Parse(string option, string text) =>
        text.Equals(Auto, StringComparison.OrdinalIgnoreCase) ? null : LinkModes.Find(text) ?? throw new SemComException(
            $"{option} must be one of {string.Join(", ", LinkModes.All.Select(mode => mode.Name()).Prepend(Auto))} (was '{text}'); choose one of these");
}
