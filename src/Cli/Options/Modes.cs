namespace SemCom.Cli;

/// <summary>The modes that a frame can be sent in.</summary>
internal static class Modes
{
    private static readonly string[] Known = ["auto", "analog"];

    /// <summary>Returns the mode's name.</summary>
    /// <exception cref="SemComException">There is no such mode.</exception>
    public static string Parse(string option, string text) =>
        Known.FirstOrDefault(mode => mode.Equals(text, StringComparison.OrdinalIgnoreCase))
            ?? throw new SemComException($"{option} must be one of {string.Join(", ", Known)} (was '{text}'); choose one of these");
}
