using SemCom.Runtime.Onnx;

namespace SemCom.Runtime.Quality;

/// <summary>Runs the convolutions of SqueezeNet 1.0 (Iandola et al. 2016) up to fire9 on a tile of a picture.</summary>
internal sealed class FeatureNetwork(OnnxSession session)
{
    /// <summary>Pictures are looked at one after the other in the whole process, for each takes hundreds of megabytes while that lasts.</summary>
    private static readonly Lock OneAtATime = new();

    /// <summary>Channels of the nine depths.</summary>
    public static IReadOnlyList<int> Channels { get; } = [96, 128, 128, 256, 256, 384, 384, 512, 512];

    /// <summary>Shows the features [channels, places] of each depth in turn, where the network left them: together they take 320 bytes for each pixel.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="tile">Its part that is looked at, at least <see cref="PerceptualDistance.MinSide"/> pixels a side.</param>
    /// <param name="read">Is shown them.</param>
    public void Run(Picture picture, PictureTile tile, OnnxOutputReader read)
    {
        var planes = tile.Planes(picture);
        lock (OneAtATime)
            session.Run([new OnnxInput("picture", planes, 1, 3, tile.Height, tile.Width)], read);
    }
}
