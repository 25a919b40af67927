using SemCom.Coding;

namespace SemCom.Evaluation.Rivals;

/// <summary>What a live transmitter sends with.</summary>
/// <param name="Mcs">Modulation and code rate.</param>
/// <param name="Bytes">Bytes that a picture has on average.</param>
/// <param name="Coding">How pictures are coded.</param>
internal sealed record LiveRate(McsEntry Mcs, int Bytes, VideoCoding Coding)
{
    /// <summary>One second of a step-by-step refresh: all frames have about the same length, and a loss heals.</summary>
    private const double RefreshSeconds = 1;

    /// <summary>Below it, no encoder does anything useful [bit/s].</summary>
    private const double LowestRate = 2000;

    /// <summary>
    /// Bits for each pixel from which a resolution is used: below, fewer and better pixels look better (x264 and x265 at their coarsest quantisers).
    /// </summary>
    private static readonly (double BitsPerPixel, ResolutionFactor Factor)[] Resolutions = [(0.03, ResolutionFactor.One), (0.015, new(3, 4)), (0.006, new(1, 2)), (0, new(1, 4))];

    /// <summary>The rate for a link, from measured error rates: the row below the last MCS with which at most two of twenty frames fail. Null where that is too little for any encoder.</summary>
    /// <param name="bench">Error rates.</param>
    /// <param name="codec">The codec.</param>
    /// <param name="point">The link.</param>
    /// <param name="width">Pixels in a row of the pictures.</param>
    /// <param name="height">Rows of them.</param>
    /// <param name="framesPerSecond">Pictures in a second.</param>
    public static LiveRate? For(RivalWorkbench bench, VideoCodec codec, LinkPoint point, int width, int height, double framesPerSecond)
    {
        var (low, high) = (0, McsLadder.All.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (bench.Rates.IsReliable(point, McsLadder.All[middle]))
                low = middle + 1;
            else
                high = middle;
        }
        var mcs = McsLadder.All[Math.Max(0, low - 2)];
        var bytes = bench.Transports.Create(point.Channel, point.PlanSnrDb, point.Genie).MessageBytes(mcs, point.ChannelUses, point.PlanSnrDb);
        if (8 * bytes * framesPerSecond < LowestRate)
            return null;
        var factor = Resolutions.First(r => 8.0 * bytes / ((double)width * height) >= r.BitsPerPixel).Factor;
        return new LiveRate(mcs, bytes, new VideoCoding(Math.Max(2, (int)Math.Round(RefreshSeconds * framesPerSecond)), true, factor, codec.PixelFormats[0]));
    }
}
