namespace SemCom.Cli;

/// <summary>The modes that a frame can be sent in.</summary>
internal static class Modes
{
    private static readonly (string Name, LinkMode? Mode)[] Known = [("auto", null), ("analog", LinkMode.Analog), ("digital", LinkMode.Digital)];

    /// <summary>The mode of a name; null for auto, which leaves it to the system.</summary>
    /// <exception cref="SemComException">There is no such mode.</exception>
    public static LinkMode? Parse(string option, string text)
    {
        foreach (var (name, mode) in Known)
        {
            if (name.Equals(text, StringComparison.OrdinalIgnoreCase))
                return mode;
        }
        throw new SemComException($"{option} must be one of {string.Join(", ", Known.Select(known => known.Name))} (was '{text}'); choose one of these");
    }
}
