using SemCom.Latents;

namespace SemCom.Video;

/// <summary>The latent values that a frame that updates a picture may carry, the most important first. Both ends compute it from the message.</summary>
public static class UpdateGroups
{
    private const int IndexBits = 17;

    /// <summary>All groups of a message. <see cref="LatentGroup.Class"/> is the symbol of the patches.</summary>
    /// <param name="tables">Variances.</param>
    /// <param name="message">What is told of every patch.</param>
    public static LatentGroup[] InOrder(UpdateTables tables, UpdateMessage message)
    {
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(message);
        var latents = tables.Latents.Latents;
        var levels = message.Focus is null ? 1 : FocusMap.LevelCount;
        var members = Members(tables.Symbols, message, levels);
        var (groups, keys) = (new List<LatentGroup>(), new List<long>());
        for (var set = levels; set < members.Length; set++)
        {
            if (members[set] is not { } patches)
                continue;
            var symbol = set / levels;
            var weight = message.Focus?.WeightOf(set % levels) ?? 1;
            for (var latent = tables.Symbols.IsWhole(symbol) ? tables.Latents.LowLatents : 0; latent < latents; latent++)
            {
                var variance = tables.Variance(symbol, latent);
                var group = new LatentGroup(symbol, latent, variance, patches, weight, Unknown(tables.Symbols, symbol, variance, message.KnownSquare));
                // Positive numbers are ordered like their bits; what is equal but for the last of them keeps its order.
                keys.Add((BitConverter.DoubleToInt64Bits(group.Importance) >> IndexBits << IndexBits) | (uint)((1 << IndexBits) - 1 - groups.Count));
                groups.Add(group);
            }
        }
        var (sorted, order) = (groups.ToArray(), keys.ToArray());
        Array.Sort(order);
        for (var i = 0; i < sorted.Length; i++)
            sorted[i] = groups[(1 << IndexBits) - 1 - (int)(order[order.Length - 1 - i] & ((1 << IndexBits) - 1))];
        return sorted;
    }

    /// <summary>Share of a variance that is unknown: of what is sent once more κ/√v, else all of it.</summary>
    public static double Unknown(UpdateSymbols symbols, int symbol, double variance, double knownSquare) =>
        symbols.IsRepeat(symbol) && variance > knownSquare ? Math.Sqrt(knownSquare / variance) : 1;

    /// <summary>Patches of every symbol and level, rows from the top; null for none.</summary>
    private static int[]?[] Members(UpdateSymbols symbols, UpdateMessage message, int levels)
    {
        var sets = new List<int>?[symbols.Count * levels];
        for (var i = 0; i < message.Map.Length; i++)
        {
            if (message.Map[i] != UpdateSymbols.Keep)
                (sets[message.Map[i] * levels + (message.Focus?.LevelOf(i / message.Grid.Columns, i % message.Grid.Columns) ?? 0)] ??= []).Add(i);
        }
        return Array.ConvertAll(sets, set => set?.ToArray());
    }
}
