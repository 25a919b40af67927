namespace SemCom;

/// <summary>Which tiles have changed, as a message.</summary>
internal static class ChangedTilesMessage
{
    private static readonly NeighbourMask Code = new(likely: 7, beyond: false);

    /// <summary>The message.</summary>
    public static byte[] ToBytes(ChangedTiles tiles, int width) => Code.ToBytes(tiles.IsChanged, ChangedTiles.ColumnsOf(width));

    /// <summary>The inverse; null for anything else.</summary>
    public static ChangedTiles? Read(byte[] bytes, int width, int height) =>
        Code.Read(bytes, ChangedTiles.CountOf(width, height), ChangedTiles.ColumnsOf(width)) is { } isChanged ? new ChangedTiles(width, height, isChanged) : null;
}
