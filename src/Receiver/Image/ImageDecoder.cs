using System.Buffers;
using SemCom.Latents;
using SemCom.Receiver.Latents;
using SemCom.Runtime.Onnx;

namespace SemCom.Receiver.Image;

/// <summary>Runs the synthesis network: latents and their uncertainty to a picture, in tiles where it is large.</summary>
internal sealed class ImageDecoder(OnnxSession network, LatentTables tables)
{
    /// <summary>Decodes a picture of the given size.</summary>
    /// <param name="latents">Estimates from the channel.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="grey">Gives all channels their mean.</param>
    /// <param name="rate">Payload symbols / source values.</param>
    public Picture Decode(ReceivedLatents latents, int width, int height, bool grey, double rate)
    {
        var grid = PatchGrid.Covering(width, height, tables.Patch);
        var rgb = GC.AllocateUninitializedArray<byte>(width * height * 3);
        var condition = CodecCondition.Of(latents.EffectiveSnrDb, rate);
        foreach (var tile in NetworkTile.Covering(grid, tables.NetworkMultiple / tables.Patch))
        {
            var (rows, columns) = (tile.Rows * tables.Patch, tile.Columns * tables.Patch);
            var (inputCount, outputCount) = (tables.Latents * tile.Rows * tile.Columns, 3 * rows * columns);
            var (values, deviations, output) = (Cut(latents.Values, tile, grid), Cut(latents.Deviations, tile, grid), ArrayPool<float>.Shared.Rent(outputCount));
            network.Run(
                [
                    new OnnxInput("latents", values.AsMemory(0, inputCount), 1, tables.Latents, tile.Rows, tile.Columns),
                    new OnnxInput("deviations", deviations.AsMemory(0, inputCount), 1, tables.Latents, tile.Rows, tile.Columns),
                    new OnnxInput("condition", condition, 1, 2),
                ],
                [new OnnxOutput("picture", output.AsMemory(0, outputCount), 1, 3, rows, columns)]);
            Paste(output, tile, rgb, width, height, grey);
            foreach (var array in (float[][])[values, deviations, output])
                ArrayPool<float>.Shared.Return(array);
        }
        return new Picture(width, height, rgb);
    }

    /// <summary>The latents that a tile sees, in a pooled array; beyond the grid its last patches repeat.</summary>
    private float[] Cut(float[] planes, NetworkTile tile, PatchGrid grid)
    {
        var cut = ArrayPool<float>.Shared.Rent(tables.Latents * tile.Rows * tile.Columns);
        for (var latent = 0; latent < tables.Latents; latent++)
        {
            for (var r = 0; r < tile.Rows; r++)
            {
                var from = planes.AsSpan(latent * grid.Count + Math.Min(tile.Row + r, grid.Rows - 1) * grid.Columns, grid.Columns);
                var to = cut.AsSpan((latent * tile.Rows + r) * tile.Columns, tile.Columns);
                var inside = Math.Min(tile.Columns, grid.Columns - tile.Column);
                from.Slice(tile.Column, inside).CopyTo(to);
                to[inside..].Fill(from[^1]);
            }
        }
        return cut;
    }

    private void Paste(float[] output, NetworkTile tile, byte[] rgb, int width, int height, bool grey)
    {
        var (rows, columns) = (tile.Rows * tables.Patch, tile.Columns * tables.Patch);
        var (top, left) = (tile.KeepRow * tables.Patch, tile.KeepColumn * tables.Patch);
        var bottom = Math.Min(top + tile.KeepRows * tables.Patch, height);
        var right = Math.Min(left + tile.KeepColumns * tables.Patch, width);
        for (var y = top; y < bottom; y++)
        {
            var from = (y - tile.Row * tables.Patch) * columns - tile.Column * tables.Patch;
            for (var x = left; x < right; x++)
            {
                var (r, g, b) = (output[from + x], output[rows * columns + from + x], output[2 * rows * columns + from + x]);
                if (grey)
                    r = g = b = (r + g + b) / 3;
                var to = (y * width + x) * 3;
                (rgb[to], rgb[to + 1], rgb[to + 2]) = (ToByte(r), ToByte(g), ToByte(b));
            }
        }
    }

    private static byte ToByte(float value) => (byte)Math.Clamp(value + 0.5f, 0, 255);
}
