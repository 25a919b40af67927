namespace SemCom.Latents;

/// <summary>Networks that tell both ends how wide the next level probably is. Read from the model's <c>entropy.json</c>; immutable.</summary>
public sealed class EntropyNetworks
{
    private const string Name = "entropy.json";

    private EntropyNetworks(EntropyNetwork means, EntropyNetwork latents) => (Means, Latents) = (means, latents);

    /// <summary>For levels of the colour means.</summary>
    internal EntropyNetwork Means { get; }

    /// <summary>For all others.</summary>
    internal EntropyNetwork Latents { get; }

    /// <summary>Reads and checks <c>entropy.json</c>.</summary>
    /// <param name="json">Its bytes.</param>
    /// <param name="tables">The model's statistics.</param>
    /// <param name="rotations">Number of rotations that its tokens know.</param>
    /// <exception cref="SemComException">It is no such file, or its numbers disagree.</exception>
    public static EntropyNetworks Parse(ReadOnlySpan<byte> json, LatentTables tables, int rotations)
    {
        ArgumentNullException.ThrowIfNull(tables);
        var file = ModelJson.Read(json, EntropyNetworksJson.Default.EntropyNetworksFile, Name, "no entropy networks");
        var (means, latents) = (tables.LowLatents * tables.LowBlock * tables.LowBlock, tables.Latents - tables.LowLatents);
        var fault = file.Fault() ?? file.Means.Fault("means", LevelFeatures.All, means, 1) ?? file.Latents.Fault("latents", LevelFeatures.All + PatchHints.Count, latents, rotations);
        return fault is null ? new EntropyNetworks(new EntropyNetwork(file.Means), new EntropyNetwork(file.Latents)) : throw ModelJson.Fault(Name, fault);
    }
}
