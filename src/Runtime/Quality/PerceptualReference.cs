namespace SemCom.Runtime.Quality;

/// <summary>
/// An original and its features, computed when first needed. Features take about 320 bytes for each pixel; of pictures that are judged in several
/// tiles they are not kept but computed anew each time.
/// </summary>
public sealed class PerceptualReference
{
    private readonly FeatureNetwork _network;
    private readonly Picture _picture;
    private readonly PictureTile[] _tiles;
    private readonly Lazy<Features>? _whole;

    internal PerceptualReference(FeatureNetwork network, Picture picture)
    {
        (_network, _picture, _tiles) = (network, picture, PictureTile.Cover(picture.Width, picture.Height));
        if (_tiles.Length == 1)
            _whole = new Lazy<Features>(() => UnitFeaturesOf(_tiles[0], pooled: false));
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
        using var features = UnitFeaturesOf(tile, pooled: true);
        return Distance(features, tile, received);
    }

    private double Distance(Features original, PictureTile tile, Picture received)
    {
        using var features = _network.Run(received, tile, pooled: true);
        double total = 0;
        for (var depth = 0; depth < features.Depths.Count; depth++)
            total += UnitFeatures.MeanSquaredDistance(original.Depths[depth].Span, features.Depths[depth].Span, FeatureNetwork.Channels[depth]);
        return total;
    }

    private Features UnitFeaturesOf(PictureTile tile, bool pooled)
    {
        var features = _network.Run(_picture, tile, pooled);
        for (var depth = 0; depth < features.Depths.Count; depth++)
            UnitFeatures.Normalize(features.Depths[depth].Span, FeatureNetwork.Channels[depth]);
        return features;
    }
}
