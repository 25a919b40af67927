using SemCom.Coding;
using SemCom.Latents;

namespace SemCom.Video;

/// <summary>
/// Entropy code of what a frame tells of every patch: whether it stays, with chances by how many of its four coded neighbours stay; what it is otherwise, by what the western and northern neighbours
/// are; and its class, by those of the western and northern neighbours of the same kind. All chances are learned on the way.
/// </summary>
internal sealed class UpdateMapCode
{
    private const int KindStep = 24;
    private const int ClassStep = 24;
    private const int Likely = 16;

    private readonly UpdateSymbols _symbols;
    private readonly PatchGrid _grid;
    private readonly byte[] _map;
    private readonly AdaptiveModel[] _stays;
    private readonly AdaptiveModel[] _kinds;
    private readonly AdaptiveModel?[] _differences;
    private readonly AdaptiveModel?[] _classes;

    private UpdateMapCode(UpdateSymbols symbols, PatchGrid grid, byte[] map)
    {
        (_symbols, _grid, _map) = (symbols, grid, map);
        _stays = [.. Enumerable.Range(0, 5).Select(kept => new AdaptiveModel([2 + 6 * (4 - kept), 2 + 6 * kept], KindStep))];
        _kinds = [.. Enumerable.Range(0, 3).Select(_ => new AdaptiveModel([24, 6, 2], KindStep))];
        _differences = new AdaptiveModel[(symbols.Differences + 1) * (symbols.Differences + 1)];
        _classes = new AdaptiveModel[(symbols.Classes + 1) * (symbols.Classes + 1)];
    }

    /// <summary>Appends a map to the encoder's message.</summary>
    public static void Encode(RangeEncoder encoder, UpdateSymbols symbols, PatchGrid grid, byte[] map)
    {
        var code = new UpdateMapCode(symbols, grid, map);
        for (var i = 0; i < map.Length; i++)
        {
            var symbol = map[i];
            code._stays[code.KeptAround(i)].Encode(encoder, symbol == UpdateSymbols.Keep ? 1 : 0);
            if (symbol == UpdateSymbols.Keep)
                continue;
            code._kinds[code.WholeAround(i)].Encode(encoder, code.KindOf(symbol));
            code.ModelAt(i, symbols.IsDifference(symbol)).Encode(encoder, symbols.ClassOf(symbol));
        }
    }

    /// <summary>Reads a map from a message.</summary>
    /// <exception cref="InvalidDataException">The message ended, or is none.</exception>
    public static byte[] Decode(RangeDecoder decoder, UpdateSymbols symbols, PatchGrid grid)
    {
        var map = new byte[grid.Count];
        var code = new UpdateMapCode(symbols, grid, map);
        for (var i = 0; i < map.Length; i++)
        {
            if (code._stays[code.KeptAround(i)].Decode(decoder) == 1)
                continue;
            var kind = code._kinds[code.WholeAround(i)].Decode(decoder);
            var patchClass = code.ModelAt(i, kind == 0).Decode(decoder);
            map[i] = (byte)(kind == 0 ? UpdateSymbols.Difference(patchClass) : kind == 1 ? symbols.Repeat(patchClass) : symbols.Anew(patchClass));
        }
        return map;
    }

    private int KindOf(int symbol) => _symbols.IsDifference(symbol) ? 0 : _symbols.IsRepeat(symbol) ? 1 : 2;

    /// <summary>Neighbours to the west, north-west, north and north-east that stay; beyond the edge counts as the western or northern one does, at first as none.</summary>
    private int KeptAround(int i)
    {
        var (row, column) = Math.DivRem(i, _grid.Columns);
        var west = column > 0 && _map[i - 1] == UpdateSymbols.Keep;
        var north = row > 0 ? _map[i - _grid.Columns] == UpdateSymbols.Keep : west;
        west = column > 0 ? west : north;
        var northWest = row > 0 && column > 0 ? _map[i - _grid.Columns - 1] == UpdateSymbols.Keep : west;
        var northEast = row > 0 && column + 1 < _grid.Columns ? _map[i - _grid.Columns + 1] == UpdateSymbols.Keep : north;
        return (west ? 1 : 0) + (northWest ? 1 : 0) + (north ? 1 : 0) + (northEast ? 1 : 0);
    }

    private int WholeAround(int i) => (i % _grid.Columns > 0 && _symbols.IsWhole(_map[i - 1]) ? 1 : 0) + (i >= _grid.Columns && _symbols.IsWhole(_map[i - _grid.Columns]) ? 1 : 0);

    private AdaptiveModel ModelAt(int i, bool difference)
    {
        var (count, models) = difference ? (_symbols.Differences, _differences) : (_symbols.Classes, _classes);
        var west = i % _grid.Columns > 0 ? ClassAt(i - 1) : count;
        var north = i >= _grid.Columns ? ClassAt(i - _grid.Columns) : count;
        return models[west * (count + 1) + north] ??= NewModel();

        int ClassAt(int at)
        {
            var symbol = _map[at];
            return symbol != UpdateSymbols.Keep && _symbols.IsDifference(symbol) == difference ? _symbols.ClassOf(symbol) : count;
        }

        AdaptiveModel NewModel()
        {
            var counts = new int[count];
            for (var k = 0; k < count; k++)
                counts[k] = 2 + Near(k, west) + Near(k, north);
            return new AdaptiveModel(counts, ClassStep);
        }

        int Near(int k, int neighbour) => neighbour == count ? 0 : Likely >> Math.Min(2 * Math.Abs(k - neighbour), 30);
    }
}
