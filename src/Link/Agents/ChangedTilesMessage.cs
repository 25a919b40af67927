using SemCom.Coding;

namespace SemCom;

/// <summary>Which tiles have changed, as a message: one range-coded bit for each tile, whose probability follows from those left and above.</summary>
internal static class ChangedTilesMessage
{
    private const int Likely = 7, Unlikely = 1;

    /// <summary>Chances of "no" and "yes" by how many of the two neighbours have changed; beyond the edge none have.</summary>
    private static readonly FrequencyTable[] Chances =
    [
        FrequencyTable.FromFrequencies([Likely, Unlikely]),
        FrequencyTable.FromFrequencies([1, 1]),
        FrequencyTable.FromFrequencies([Unlikely, Likely]),
    ];

    /// <summary>The message.</summary>
    public static byte[] ToBytes(ChangedTiles tiles, int width)
    {
        var encoder = new RangeEncoder();
        for (var i = 0; i < tiles.IsChanged.Count; i++)
            encoder.Encode(Chances[Neighbours(tiles.IsChanged, i, ChangedTiles.ColumnsOf(width))], tiles.IsChanged[i] ? 1 : 0);
        return encoder.Finish();
    }

    /// <summary>The inverse; null for anything else.</summary>
    public static ChangedTiles? Read(byte[] bytes, int width, int height)
    {
        var isChanged = new bool[ChangedTiles.CountOf(width, height)];
        try
        {
            var decoder = new RangeDecoder(bytes);
            for (var i = 0; i < isChanged.Length; i++)
                isChanged[i] = decoder.Decode(Chances[Neighbours(isChanged, i, ChangedTiles.ColumnsOf(width))]) == 1;
            decoder.Finish();
        }
        catch (InvalidDataException)
        {
            return null;
        }
        return new ChangedTiles(width, height, isChanged);
    }

    private static int Neighbours(IReadOnlyList<bool> isChanged, int i, int columns) =>
        (i % columns != 0 && isChanged[i - 1] ? 1 : 0) + (i >= columns && isChanged[i - columns] ? 1 : 0);
}
