namespace SemCom;

/// <summary>Quality of a part of a picture.</summary>
public static class RegionQuality
{
    /// <summary>PSNR over the pixels of a region [dB], 8-bit RGB; null where they are identical.</summary>
    /// <param name="original">What was sent.</param>
    /// <param name="received">What arrived.</param>
    /// <param name="region">The region.</param>
    /// <param name="inside">False for all pixels outside it.</param>
    /// <exception cref="SemComException">Sizes differ, or there are no such pixels.</exception>
    public static double? PsnrDb(Picture original, Picture received, RegionMask region, bool inside = true)
    {
        ArgumentNullException.ThrowIfNull(original);
        ArgumentNullException.ThrowIfNull(received);
        ArgumentNullException.ThrowIfNull(region);
        if ((original.Width, original.Height) != (received.Width, received.Height) || (original.Width, original.Height) != (region.Width, region.Height))
            throw new SemComException($"pictures and region must have the same size (were {original.Width}x{original.Height}, {received.Width}x{received.Height} and {region.Width}x{region.Height}); compare like with like");
        var a = original.Rgb;
        var b = received.Rgb;
        long sum = 0, count = 0;
        for (var i = 0; i < a.Length; i++)
        {
            if (region[i / 3] != inside)
                continue;
            var difference = a[i] - b[i];
            sum += difference * difference;
            count++;
        }
        if (count == 0)
            throw new SemComException($"a region must hold some pixels to be judged ({(inside ? "it is empty" : "it is the whole picture")}); name another");
        return sum == 0 ? null : Decibels.FromLinear(255.0 * 255.0 * count / sum);
    }
}
