using System.Buffers;

namespace SemCom.Runtime.Quality;

/// <summary>The unit features of a tile of an original at all depths.</summary>
internal sealed class UnitFeatureSet : IDisposable
{
    private readonly ushort[][] _depths = new ushort[FeatureNetwork.Channels.Count][];
    private readonly bool _pooled;

    /// <param name="network">Computes them.</param>
    /// <param name="picture">The original.</param>
    /// <param name="tile">The tile.</param>
    /// <param name="pooled">True borrows their memory until they are disposed.</param>
    public UnitFeatureSet(FeatureNetwork network, Picture picture, PictureTile tile, bool pooled)
    {
        _pooled = pooled;
        network.Run(picture, tile, (depth, features) =>
        {
            _depths[depth] = pooled ? ArrayPool<ushort>.Shared.Rent(features.Length) : GC.AllocateUninitializedArray<ushort>(features.Length);
            UnitFeatures.Quantize(features, FeatureNetwork.Channels[depth], _depths[depth]);
        });
    }

    /// <summary>Those of one depth; behind them there may be more memory.</summary>
    public ReadOnlySpan<ushort> this[int depth] => _depths[depth];

    public void Dispose()
    {
        foreach (var depth in _pooled ? _depths : [])
            ArrayPool<ushort>.Shared.Return(depth);
    }
}
