namespace SemCom.Runtime.Quality;

/// <summary>
/// An original and its features, computed when first needed. They take about 160 bytes for each pixel; of pictures that are judged in several
/// tiles they are not kept but computed anew each time.
/// </summary>
public sealed class PerceptualReference
{
    private readonly FeatureNetwork _network;
    private readonly Picture _picture;
    private readonly PictureTile[] _tiles;
    private readonly Lazy<UnitFeatureSet>? _whole;

    internal PerceptualReference(FeatureNetwork network, Picture picture)
    {
        (_network, _picture, _tiles) = (network, picture, PictureTile.Cover(picture.Width, picture.Height));
        if (_tiles.Length == 1)
            _whole = new Lazy<UnitFeatureSet>(() => new UnitFeatureSet(network, picture, _tiles[0], pooled: false));
    }

    /// <summary>The distance of a picture that arrived; see <see cref="PerceptualDistance"/>.</summary>
    /// <returns>Null when a side is shorter than <see cref="PerceptualDistance.MinSide"/>.</returns>
    /// <exception cref="SemComException">The sizes differ.</exception>
    public double? DistanceTo(Picture received)
    {
        ArgumentNullException.ThrowIfNull(received);
        if (received.Width != _picture.Width || received.Height != _picture.Height)
        {
            throw new SemComException($"perceptual distance: both pictures must have the same size (was {_picture.Width}x{_picture.Height} " +
                $"and {received.Width}x{received.Height}); compare a picture with its own reconstruction");
        }
        if (Math.Min(received.Width, received.Height) < PerceptualDistance.MinSide)
            return null;
        double total = 0;
        foreach (var tile in _tiles)
            total += Distance(tile, received) * tile.PixelCount / ((double)received.Width * received.Height);
        return total;
    }

    private double Distance(PictureTile tile, Picture received)
    {
        if (_whole is not null)
            return Distance(_whole.Value, tile, received);
        using var original = new UnitFeatureSet(_network, _picture, tile, pooled: true);
        return Distance(original, tile, received);
    }

    private double Distance(UnitFeatureSet original, PictureTile tile, Picture received)
    {
        double total = 0;
        _network.Run(received, tile, (depth, features) => total += UnitFeatures.MeanSquaredDistance(original[depth], features, FeatureNetwork.Channels[depth]));
        return total;
    }
}
