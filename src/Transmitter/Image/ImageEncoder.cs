using System.Buffers;
using SemCom.Latents;
using SemCom.Runtime.Onnx;

namespace SemCom.Transmitter.Image;

/// <summary>Runs the analysis network: picture to latents, in tiles where the picture is large.</summary>
internal sealed class ImageEncoder(OnnxSession network, LatentTables tables)
{
    /// <summary>Latents in planes [tables.Latents · grid.Count], each plane rows from the top.</summary>
    /// <param name="picture">Any size; edges repeat up to the network's multiple.</param>
    /// <param name="map">Classes of the patches, an input of the network.</param>
    /// <param name="snrDb">Planned SNR [dB].</param>
    /// <param name="rate">Payload symbols / source values.</param>
    public float[] Latents(Picture picture, ClassMap map, double snrDb, double rate)
    {
        var grid = map.Patches;
        var latents = GC.AllocateUninitializedArray<float>(tables.Latents * grid.Count);
        var condition = CodecCondition.Of(snrDb, rate);
        foreach (var tile in NetworkTile.Covering(grid, tables.NetworkMultiple / tables.Patch))
        {
            var (height, width) = (tile.Rows * tables.Patch, tile.Columns * tables.Patch);
            var (pixelCount, outputCount) = (3 * height * width, tables.Latents * tile.Rows * tile.Columns);
            var (pixels, output) = (ArrayPool<float>.Shared.Rent(pixelCount), ArrayPool<float>.Shared.Rent(outputCount));
            FillPixels(picture, tile, pixels);
            network.Run(
                [
                    new OnnxInput("picture", pixels.AsMemory(0, pixelCount), 1, 3, height, width),
                    new OnnxInput("classes", Classes(map, tile), 1, 1, tile.Rows, tile.Columns),
                    new OnnxInput("condition", condition, 1, 2),
                ],
                [new OnnxOutput("latents", output.AsMemory(0, outputCount), 1, tables.Latents, tile.Rows, tile.Columns)]);
            Keep(output, tile, latents, grid);
            ArrayPool<float>.Shared.Return(pixels);
            ArrayPool<float>.Shared.Return(output);
        }
        return latents;
    }

    private void FillPixels(Picture picture, NetworkTile tile, float[] pixels)
    {
        var (height, width) = (tile.Rows * tables.Patch, tile.Columns * tables.Patch);
        var (top, left) = (tile.Row * tables.Patch, tile.Column * tables.Patch);
        var rgb = picture.Rgb;
        var inside = Math.Clamp(picture.Width - left, 0, width);
        for (var y = 0; y < height; y++)
        {
            var row = rgb.Slice(Math.Min(top + y, picture.Height - 1) * picture.Width * 3, picture.Width * 3);
            for (var c = 0; c < 3; c++)
            {
                var to = pixels.AsSpan((c * height + y) * width, width);
                for (var x = 0; x < inside; x++)
                    to[x] = row[(left + x) * 3 + c];
                to[inside..].Fill(row[^(3 - c)]);
            }
        }
    }

    private static float[] Classes(ClassMap map, NetworkTile tile)
    {
        var classes = new float[tile.Rows * tile.Columns];
        for (var r = 0; r < tile.Rows; r++)
        {
            var row = Math.Min(tile.Row + r, map.Patches.Rows - 1);
            for (var c = 0; c < tile.Columns; c++)
                classes[r * tile.Columns + c] = map[row, Math.Min(tile.Column + c, map.Patches.Columns - 1)];
        }
        return classes;
    }

    private void Keep(float[] output, NetworkTile tile, float[] latents, PatchGrid grid)
    {
        for (var latent = 0; latent < tables.Latents; latent++)
        {
            for (var r = 0; r < tile.KeepRows; r++)
            {
                var from = (latent * tile.Rows + tile.KeepRow - tile.Row + r) * tile.Columns + tile.KeepColumn - tile.Column;
                var to = latent * grid.Count + (tile.KeepRow + r) * grid.Columns + tile.KeepColumn;
                output.AsSpan(from, tile.KeepColumns).CopyTo(latents.AsSpan(to));
            }
        }
    }
}
