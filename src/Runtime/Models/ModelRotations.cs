using System.Collections.Concurrent;
using SemCom.Latents;

namespace SemCom.Runtime.Models;

/// <summary>The rotations of image models, read once for all who use them.</summary>
public static class ModelRotations
{
    private const string Role = "rotations", EntropyRole = "entropy";

    private static readonly ConcurrentDictionary<string, RotationSets> Known = [];

    /// <summary>Those of a model; null where it has none.</summary>
    /// <param name="model">The model.</param>
    /// <param name="tables">Its statistics.</param>
    /// <exception cref="SemComException">The file is missing, differs from the manifest, or holds no rotations.</exception>
    public static RotationSets? Of(ModelEntry model, LatentTables tables)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Has(Role) ? Known.GetOrAdd(string.Join(' ', new[] { Role, EntropyRole }.Where(model.Has).Select(model.Checksums)), _ => Read(model, tables)) : null;
    }

    private static RotationSets Read(ModelEntry model, LatentTables tables)
    {
        var sets = RotationSets.Parse(model.OpenFile(Role), tables);
        return model.Has(EntropyRole) ? sets with { Tokens = sets.Tokens.With(EntropyNetworks.Parse(model.OpenFile(EntropyRole), tables, sets.Tokens.Count)) } : sets;
    }
}
