using SemCom.Core.Tests.Latents;
using SemCom.Latents;
using SemCom.Receiver.Image;
using SemCom.Receiver.Latents;
using SemCom.Runtime.Models;
using SemCom.Runtime.Onnx;
using SemCom.Runtime.Tests.Onnx;

namespace SemCom.Receiver.Tests.Image;

public sealed class DecoderTileTests
{
    /// <summary>A margin of eight patches hides the tiles: pixels are within a grey level of those of the network over the whole picture.</summary>
    [Fact]
    public void Tiles_GiveThePictureOfTheWhole()
    {
        OnnxFact.RequireLibrary();
        var tables = TrainedModel.Tables;
        const int rows = 72, columns = 96, width = columns * 16, height = rows * 16;
        var random = new Random(1);
        var latents = new float[tables.Latents * rows * columns];
        for (var i = 0; i < latents.Length; i++)
            latents[i] = (random.NextSingle() - 0.5f) * (i < 3 * rows * columns ? 2000 : 40);
        var deviations = Enumerable.Repeat(6f, latents.Length).ToArray();
        var network = ModelSessions.Get(ModelCatalogue.Default.Find("image-base"), "decoder");
        Assert.Equal(4, NetworkTile.Covering(new PatchGrid(rows, columns), 8).Count);

        var tiled = new ImageDecoder(network, tables).Decode(new ReceivedLatents(latents, deviations, 10, 1), width, height, grey: false, 1 / 16.0);

        var whole = new float[3 * width * height];
        network.Run(
            [
                new OnnxInput("latents", latents, 1, tables.Latents, rows, columns),
                new OnnxInput("deviations", deviations, 1, tables.Latents, rows, columns),
                new OnnxInput("condition", CodecCondition.Of(10, 1 / 16.0), 1, 2),
            ],
            [new OnnxOutput("picture", whole, 1, 3, height, width)]);
        double largest = 0;
        for (var i = 0; i < whole.Length; i++)
        {
            var value = tiled.Rgb[i % (width * height) * 3 + i / (width * height)];
            largest = Math.Max(largest, Math.Abs(value - Math.Clamp(whole[i], 0, 255)));
        }
        // Half of a grey level is rounding; another half, for latents wilder than those of any picture, cannot be seen.
        Assert.InRange(largest, 0.4, 1);
    }
}
