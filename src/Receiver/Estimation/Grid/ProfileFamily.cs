namespace SemCom.Receiver.Estimation;

/// <summary>
/// Delay profiles that a robust estimator chooses from: constant power up to a delay, or a decay, of eight widths each, over a floor that keeps echoes
/// possible up to the end of the cyclic prefix, or to twice that. A profile without floor would treat late weak echoes as noise.
/// </summary>
internal static class ProfileFamily
{
    private const int Widths = 8;

    private static readonly (double Floor, double Prefixes)[] Floors = [(0.003, 1), (0.05, 1), (0.05, 2)];

    /// <summary>All members for a grid.</summary>
    /// <param name="bandwidthHertz">Bandwidth in use.</param>
    /// <param name="prefixSeconds">Cyclic prefix [s].</param>
    /// <param name="longestSeconds">No delay is longer, because pilots could not tell it from a short one [s].</param>
    public static List<DelayProfile> For(double bandwidthHertz, double prefixSeconds, double longestSeconds)
    {
        var family = new List<DelayProfile>();
        foreach (var (floor, prefixes) in Floors)
        {
            var extent = Math.Min(prefixes * prefixSeconds, longestSeconds);
            if (prefixes > 1 && extent <= prefixSeconds)
                continue;
            for (var (width, i) = (extent, 0); i < Widths; i++, width /= 2)
            {
                var flat = width;
                family.Add(DelayProfile.OfDensity(flat, extent, bandwidthHertz, t => (t < flat ? (1 - floor) / flat : 0) + floor / extent));
                var decay = width / 4;
                family.Add(DelayProfile.OfDensity(width, extent, bandwidthHertz, t => (1 - floor) / decay * Math.Exp(-t / decay) + floor / extent));
            }
        }
        return family;
    }
}
