using SemCom.Core.Tests.Latents;
using SemCom.Latents;
using SemCom.Video;

namespace SemCom.Core.Tests.Video;

/// <summary>Messages of all kinds for a model's own tables.</summary>
internal static class TestUpdates
{
    public static UpdateTables Tables { get; } = UpdateTables.Parse(
        File.ReadAllBytes(TrainedModel.InRepository("models/image-live/differences.json")), new TrainedModel("image-live").LatentTables);

    /// <summary>A message with a share of patches that stay, the rest of random symbols.</summary>
    public static UpdateMessage Draw(Random random, PatchGrid grid, double kept, bool focus = false)
    {
        var map = new byte[grid.Count];
        for (var i = 0; i < map.Length; i++)
            map[i] = (byte)(random.NextDouble() < kept ? UpdateSymbols.Keep : random.Next(1, Tables.Symbols.Count));
        var levels = new int[grid.Count * Tables.Latents.LowLatents];
        for (var i = 0; i < levels.Length; i++)
            levels[i] = Tables.Symbols.IsWhole(map[i / Tables.Latents.LowLatents]) ? random.Next(-170, 170) : 0;
        var cells = new byte[grid.Cells(4).Count];
        cells[0] = 3;
        return new UpdateMessage(grid, map, levels, random.Next(1, 8))
        {
            Gap = random.Next(256),
            Precision = random.Next(UpdateMessage.PrecisionCount),
            Focus = focus ? FocusMap.FromCells(grid, 4, cells) : null,
        };
    }
}
