using SemCom.Runtime.Onnx;

namespace SemCom.Runtime.Quality;

/// <summary>Runs the convolutions of SqueezeNet 1.0 (Iandola et al. 2016) up to fire9 on a tile of a picture.</summary>
internal sealed class FeatureNetwork(OnnxSession session)
{
    private static readonly string[] Names = ["conv1", "fire2", "fire3", "fire4", "fire5", "fire6", "fire7", "fire8", "fire9"];

    /// <summary>Channels of the nine depths.</summary>
    public static IReadOnlyList<int> Channels { get; } = [96, 128, 128, 256, 256, 384, 384, 512, 512];

    /// <summary>The features of a tile of at least <see cref="PerceptualDistance.MinSide"/> pixels a side.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="tile">Its part that is looked at.</param>
    /// <param name="pooled">True borrows their memory.</param>
    public Features Run(Picture picture, PictureTile tile, bool pooled)
    {
        var sides = Sides(tile.Height).Zip(Sides(tile.Width), (rows, columns) => (Rows: rows, Columns: columns)).ToArray();
        var features = new Features([.. sides.Select((side, i) => checked(Channels[i] * side.Rows * side.Columns))], pooled);
        try
        {
            var outputs = Names.Select((name, i) => new OnnxOutput(name, features.Depths[i], 1, Channels[i], sides[i].Rows, sides[i].Columns)).ToArray();
            session.Run([new OnnxInput("picture", tile.Planes(picture), 1, 3, tile.Height, tile.Width)], outputs);
            return features;
        }
        catch
        {
            features.Dispose();
            throw;
        }
    }

    /// <summary>Places along one side at the nine depths: a convolution of 7 in steps of 2, and three poolings of 3 in steps of 2 that round up.</summary>
    private static int[] Sides(int pixels)
    {
        var convolved = (pixels - 7) / 2 + 1;
        var (first, second, third) = (Pooled(convolved), Pooled(Pooled(convolved)), Pooled(Pooled(Pooled(convolved))));
        return [convolved, first, first, first, second, second, second, second, third];

        static int Pooled(int side) => (side - 2) / 2 + 1;
    }
}
