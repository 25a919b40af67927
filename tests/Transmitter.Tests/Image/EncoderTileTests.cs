using SemCom.Core.Tests.Latents;
using SemCom.Core.Tests.Quality;
using SemCom.Latents;
using SemCom.Runtime.Models;
using SemCom.Runtime.Onnx;
using SemCom.Runtime.Tests.Onnx;
using SemCom.Transmitter.Image;

namespace SemCom.Transmitter.Tests.Image;

public sealed class EncoderTileTests
{
    /// <summary>A margin of eight patches hides the tiles: latents beside their borders are those of the network over the whole picture.</summary>
    [Fact]
    public void Tiles_GiveTheLatentsOfTheWholePicture()
    {
        OnnxFact.RequireLibrary();
        var tables = TrainedModel.Tables;
        var (grid, picture) = (new PatchGrid(72, 96), TestPictures.NoisyWaves(96 * 16, 72 * 16, 9));
        var network = ModelSessions.Get(ModelCatalogue.Default.Find("image-base"), "encoder");
        var map = ClassMap.FromActivity(tables, grid, 1, PictureAnalysis.Of(picture, tables).Activity);
        Assert.Equal(4, NetworkTile.Covering(grid, 8).Count);

        var tiled = new ImageEncoder(network, tables).Latents(picture, map, 10, 1 / 16.0);

        var whole = new float[tiled.Length];
        network.Run(
            [
                new OnnxInput("picture", Planes(picture), 1, 3, picture.Height, picture.Width),
                new OnnxInput("classes", map.Cells.ToArray().Select(c => (float)c).ToArray(), 1, 1, grid.Rows, grid.Columns),
                new OnnxInput("condition", CodecCondition.Of(10, 1 / 16.0), 1, 2),
            ],
            [new OnnxOutput("latents", whole, 1, tables.Latents, grid.Rows, grid.Columns)]);
        double difference = 0, energy = 0;
        for (var i = tables.LowLatents * grid.Count; i < whole.Length; i++)
        {
            var (row, column) = (i % grid.Count / grid.Columns, i % grid.Columns);
            if (row is not (63 or 64) && column is not (63 or 64))
                continue;
            difference += Math.Pow(tiled[i] - whole[i], 2);
            energy += Math.Pow(whole[i], 2);
        }
        // Without the margin around tiles it is 0.065.
        Assert.InRange(difference / energy, 0, 1e-6);
    }

    private static float[] Planes(Picture picture)
    {
        var planes = new float[picture.ValueCount];
        for (var i = 0; i < planes.Length; i++)
            planes[i % 3 * (planes.Length / 3) + i / 3] = picture.Rgb[i];
        return planes;
    }
}
