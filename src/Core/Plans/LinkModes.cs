namespace SemCom;

/// <summary>Modes by the names that records, options and command lines use.</summary>
public static class LinkModes
{
    /// <summary>All modes.</summary>
    public static IReadOnlyList<LinkMode> All { get; } = Enum.GetValues<LinkMode>();

    /// <summary>"analog", "digital" or "generative".</summary>
    public static string Name(this LinkMode mode) => mode.ToString().ToLowerInvariant();

    /// <summary>The mode of a name in any case; null when there is none.</summary>
    public static LinkMode? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return All.Select(mode => (LinkMode?)mode).FirstOrDefault(mode => mode!.Value.Name().Equals(name, StringComparison.OrdinalIgnoreCase));
    }
}
